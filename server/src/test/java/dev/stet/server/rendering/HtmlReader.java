package dev.stet.server.rendering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads HTML as strictly as nobody else does: elements and attributes of a short list, everything closed in order, nothing
 * where it may not be. Fails at the first thing that is not so.
 */
final class HtmlReader {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)((?: [a-z-]+(?:=\"[^\"<>]*\")?)*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z-]+)(?:=\"([^\"]*)\")?");
    private static final Pattern REFERENCE = Pattern.compile("&(amp|lt|gt|quot|#39|#13);");
    private static final Set<String> VOID = Set.of("br", "img", "input");
    private static final Set<String> BLOCKS = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote");
    private static final Set<String> INLINE =
            Set.of("a", "span", "strong", "em", "u", "s", "code", "sub", "sup", "br", "img", "input");
    private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
            "a", Set.of("href", "rel"),
            "img", Set.of("src", "alt"),
            "span", Set.of("style", "data-embed"),
            "code", Set.of("class"),
            "input", Set.of("type", "disabled", "checked"),
            "li", Set.of("style", "dir"));
    private static final Set<String> OF_BLOCKS = Set.of("style", "dir");

    private final Deque<String> open = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private final List<String> addresses = new ArrayList<>();
    private final List<String> styles = new ArrayList<>();

    /** What was read. */
    record Read(String text, List<String> addresses, List<String> styles) {}

    static Read read(String html) {
        return new HtmlReader().all(html);
    }

    private Read all(String html) {
        int at = 0;
        while (at < html.length()) {
            int next = html.indexOf('<', at);
            text.append(unescape(html.substring(at, next < 0 ? html.length() : next)));
            if (next < 0) {
                break;
            }
            Matcher tag = TAG.matcher(html).region(next, html.length());
            check(tag.lookingAt(), "no tag at " + next);
            if (tag.group(1).isEmpty()) {
                opened(tag.group(2), tag.group(3));
            } else {
                check(tag.group(2).equals(open.pollLast()), "closed out of order: " + tag.group(2));
            }
            at = tag.end();
        }
        check(open.isEmpty(), "left open: " + open);
        return new Read(text.toString(), addresses, styles);
    }

    private void opened(String name, String attributes) {
        String parent = open.isEmpty() ? "" : open.getLast();
        if (BLOCKS.contains(name) || name.equals("pre")) {
            check(parent.isEmpty(), name + " in " + parent);
        } else if (name.equals("ul") || name.equals("ol")) {
            check(parent.isEmpty() || parent.equals("li"), name + " in " + parent);
        } else if (name.equals("li")) {
            check(parent.equals("ul") || parent.equals("ol"), name + " in " + parent);
        } else {
            check(INLINE.contains(name), "unknown element " + name);
            check(!parent.isEmpty() && !parent.equals("ul") && !parent.equals("ol"), name + " in " + parent);
            check(!name.equals("a") || !open.contains("a"), "a link in a link");
        }
        Matcher attribute = ATTRIBUTE.matcher(attributes);
        while (attribute.find()) {
            Set<String> known = BLOCKS.contains(name) ? OF_BLOCKS : ATTRIBUTES.getOrDefault(name, Set.of());
            check(known.contains(attribute.group(1)), name + " with " + attribute.group(1));
            switch (attribute.group(1)) {
                case "href", "src" -> addresses.add(unescape(attribute.group(2)));
                case "style" -> styles.add(unescape(attribute.group(2)));
                default -> {}
            }
        }
        if (!VOID.contains(name)) {
            open.addLast(name);
        }
    }

    private static String unescape(String escaped) {
        String rest = REFERENCE.matcher(escaped).replaceAll("");
        check(!rest.contains("&") && !rest.contains("<") && !rest.contains(">"), "not escaped: " + escaped);
        return escaped.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#13;", "\r")
                .replace("&amp;", "&");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
