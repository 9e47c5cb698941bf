package dev.stet.server.rendering;

import dev.stet.server.rendering.Line.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands in a line, as HTML. The elements around neighbours that look alike are opened once; they are always in the
 * same order, the link outermost, so they are nested and never cross. Confined to its owner's thread; good for one line.
 */
final class HtmlLine {
    private static final Pattern COLOR =
            Pattern.compile("#[0-9a-fA-F]{3,8}|[a-zA-Z]{3,30}|(?:rgb|hsl)a?\\([0-9., %]{1,40}\\)");
    private static final Pattern FONT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 -]{0,60}");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,2})?(?:px|pt|em|rem|%)");
    private static final Map<String, String> SIZES = Map.of("small", "0.75em", "large", "1.5em", "huge", "2.5em");
    private static final List<Map.Entry<String, String>> ELEMENTS = List.of(
            Map.entry("bold", "strong"),
            Map.entry("italic", "em"),
            Map.entry("underline", "u"),
            Map.entry("strike", "s"),
            Map.entry("code", "code"));

    private final StringBuilder html = new StringBuilder();
    private final List<Markup> open = new ArrayList<>();

    private HtmlLine() {}

    static String of(Line line) {
        HtmlLine made = new HtmlLine();
        for (Line.Run run : line.runs()) {
            made.turnTo(around(run.look()));
            made.html.append(
                    switch (run) {
                        case Line.Text text -> HtmlText.escape(text.text());
                        case Line.Embed embed -> embed(embed);
                    });
        }
        made.turnTo(List.of());
        return made.html.toString();
    }

    /** Closes what the next run is not in, and opens what it is in. */
    private void turnTo(List<Markup> wanted) {
        int same = 0;
        while (same < Math.min(open.size(), wanted.size()) && open.get(same).equals(wanted.get(same))) {
            same++;
        }
        while (open.size() > same) {
            html.append(open.removeLast().close());
        }
        for (Markup next : wanted.subList(same, wanted.size())) {
            html.append(next.open());
            open.add(next);
        }
    }

    private static List<Markup> around(Look look) {
        List<Markup> around = new ArrayList<>();
        look.text("link").flatMap(SafeUrl::link).ifPresent(url -> around.add(link(url)));
        css(look).ifPresent(css -> around.add(Markup.style(css)));
        ELEMENTS.stream()
                .filter(element -> look.has(element.getKey()))
                .forEach(element -> around.add(Markup.tag(element.getValue())));
        look.text("script")
                .filter(script -> script.equals("sub") || script.equals("super"))
                .ifPresent(script -> around.add(Markup.tag(script.equals("sub") ? "sub" : "sup")));
        return around;
    }

    private static Markup link(String url) {
        return new Markup("<a href=\"" + HtmlText.escape(url) + "\" rel=\"noopener noreferrer nofollow\">", "</a>");
    }

    private static Optional<String> css(Look look) {
        List<String> css = new ArrayList<>();
        matching(look, "color", COLOR).ifPresent(color -> css.add("color: " + color));
        matching(look, "background", COLOR).ifPresent(color -> css.add("background-color: " + color));
        matching(look, "font", FONT).ifPresent(font -> css.add("font-family: " + font));
        look.text("size")
                .flatMap(size -> Optional.ofNullable(SIZES.get(size))
                        .or(() -> Optional.of(size).filter(LENGTH.asMatchPredicate())))
                .ifPresent(size -> css.add("font-size: " + size));
        return css.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", css));
    }

    private static Optional<String> matching(Look look, String name, Pattern pattern) {
        return look.text(name).filter(pattern.asMatchPredicate());
    }

    private static String embed(Line.Embed embed) {
        return switch (embed.kind()) {
            case "image" ->
                SafeUrl.image(embed.value())
                        .map(url -> "<img src=\"" + HtmlText.escape(url) + "\" alt=\""
                                + HtmlText.escape(embed.look().text("alt").orElse("")) + "\">")
                        .orElse("");
            // in a link there is no second one
            case "video" ->
                embed.look().has("link")
                        ? HtmlText.escape(embed.value())
                        : SafeUrl.link(embed.value())
                                .map(url -> link(url).open() + HtmlText.escape(url) + "</a>")
                                .orElse("");
            case "formula" -> "<code class=\"formula\">" + HtmlText.escape(embed.value()) + "</code>";
            default -> "<span data-embed=\"" + HtmlText.escape(embed.kind()) + "\"></span>";
        };
    }
}
