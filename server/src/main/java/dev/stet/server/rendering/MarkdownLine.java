package dev.stet.server.rendering;

import dev.stet.server.rendering.Line.Look;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in a line, as Markdown. Whether {@code **} opens or closes emphasis depends on the characters on both sides of
 * it; where those would spoil it, they are written as character references, which begin and end with punctuation:
 *
 * <pre>
 *   "a" bold, then b     **"a"**b      not closed: a quotation mark before it, a letter after it
 *                        **&amp;#34;a&amp;#34;**&amp;#98;
 * </pre>
 *
 * <p>Confined to its owner's thread; good for one line.
 */
final class MarkdownLine {
    /** What a line is made of. */
    private sealed interface Token {}

    /** A character of the text. */
    private record Symbol(int codePoint) implements Token {}

    /**
     * Something that is written as it is.
     *
     * @param outside where the text outside of it is, if it opens or closes emphasis
     */
    private record Fixed(String markdown, Outside outside) implements Token {}

    private enum Outside {
        BEFORE,
        AFTER,
        NONE
    }

    private final List<Token> tokens = new ArrayList<>();
    private final List<Markup> open = new ArrayList<>();

    private MarkdownLine() {}

    static String of(Line line) {
        MarkdownLine made = new MarkdownLine();
        StringBuilder code = new StringBuilder();
        List<Markup> around = List.of();
        for (Line.Run run : line.runs()) {
            List<Token> content = content(run);
            if (content.isEmpty()) {
                continue; // emphasis of nothing would be text
            }
            List<Markup> next = around(run.look());
            boolean isCode = run instanceof Line.Text && run.look().has("code");
            if (!code.isEmpty() && !(isCode && next.equals(around))) {
                made.code(code);
            }
            made.turnTo(next);
            around = next;
            if (run instanceof Line.Text text && isCode) {
                code.append(text.text());
            } else {
                made.tokens.addAll(content);
            }
        }
        made.code(code);
        made.turnTo(List.of());
        return made.markdown();
    }

    private static List<Markup> around(Look look) {
        List<Markup> around = new ArrayList<>();
        look.text("link")
                .flatMap(SafeUrl::link)
                .ifPresent(url -> around.add(new Markup("[", "](" + MarkdownText.address(url) + ")")));
        if (look.has("underline")) {
            around.add(Markup.tag("u"));
        }
        if (look.has("bold")) {
            around.add(new Markup("**", "**"));
        }
        if (look.has("strike")) {
            around.add(new Markup("~~", "~~"));
        }
        if (look.has("italic")) {
            around.add(new Markup("_", "_"));
        }
        return around;
    }

    private void turnTo(List<Markup> wanted) {
        int same = 0;
        while (same < Math.min(open.size(), wanted.size()) && open.get(same).equals(wanted.get(same))) {
            same++;
        }
        while (open.size() > same) {
            Markup last = open.removeLast();
            tokens.add(new Fixed(last.close(), isEmphasis(last) ? Outside.AFTER : Outside.NONE));
        }
        for (Markup next : wanted.subList(same, wanted.size())) {
            tokens.add(new Fixed(next.open(), isEmphasis(next) ? Outside.BEFORE : Outside.NONE));
            open.add(next);
        }
    }

    private static boolean isEmphasis(Markup markup) {
        return markup.open().equals(markup.close());
    }

    private static List<Token> content(Line.Run run) {
        return switch (run) {
            case Line.Text text -> symbols(text.text());
            case Line.Embed embed -> embed(embed);
        };
    }

    private static List<Token> symbols(String text) {
        return text.codePoints().<Token>mapToObj(Symbol::new).toList();
    }

    private static List<Token> fixed(String markdown) {
        return List.of(new Fixed(markdown, Outside.NONE));
    }

    private void code(StringBuilder code) {
        if (!code.isEmpty()) {
            tokens.addAll(fixed(MarkdownText.code(code.toString())));
            code.setLength(0);
        }
    }

    private static List<Token> embed(Line.Embed embed) {
        return switch (embed.kind()) {
            case "image" ->
                SafeUrl.image(embed.value())
                        .map(url ->
                                fixed("![" + escaped(embed.look().text("alt").orElse("")) + "]("
                                        + MarkdownText.address(url) + ")"))
                        .orElse(List.of());
            case "video" ->
                SafeUrl.link(embed.value())
                        .map(url -> isInLink(embed)
                                ? symbols(url)
                                : fixed("[" + escaped(url) + "](" + MarkdownText.address(url) + ")"))
                        .orElse(List.of());
            case "formula" -> fixed(MarkdownText.code("$" + embed.value() + "$"));
            default -> symbols("[" + embed.kind() + "]");
        };
    }

    private static boolean isInLink(Line.Embed embed) {
        return embed.look().text("link").flatMap(SafeUrl::link).isPresent();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .map(c -> c == '\n' ? ' ' : c)
                .forEach(c -> escaped.append(MarkdownText.escape(c, false, false, false)));
        return escaped.toString();
    }

    private String markdown() {
        StringBuilder markdown = new StringBuilder();
        boolean atStart = true;
        boolean afterNumber = false;
        int blanksUntil = 0;
        while (blanksUntil < tokens.size() && isBlank(blanksUntil)) {
            blanksUntil++;
        }
        int blanksFrom = tokens.size();
        while (blanksFrom > 0 && isBlank(blanksFrom - 1)) {
            blanksFrom--;
        }
        for (int i = 0; i < tokens.size(); i++) {
            switch (tokens.get(i)) {
                case Fixed fixed -> {
                    markdown.append(fixed.markdown());
                    atStart = false;
                }
                case Symbol(int c) -> {
                    boolean atEdge = i < blanksUntil || i >= blanksFrom;
                    markdown.append(
                            spoilsEmphasis(i)
                                    ? MarkdownText.reference(c)
                                    : MarkdownText.escape(c, atStart, atStart && afterNumber, atEdge));
                    boolean digit = c >= '0' && c <= '9';
                    afterNumber = digit && (atStart || afterNumber);
                    atStart = atStart && digit;
                }
            }
        }
        return markdown.toString();
    }

    private boolean isBlank(int i) {
        return tokens.get(i) instanceof Symbol(int c) && (c == ' ' || c == '\t');
    }

    /** Returns whether a character stands beside something that would not open or close for it. */
    private boolean spoilsEmphasis(int i) {
        int c = ((Symbol) tokens.get(i)).codePoint();
        return c != 0 && (spoils(c, i - 1, i, Outside.AFTER) || spoils(c, i + 1, i, Outside.BEFORE));
    }

    private boolean spoils(int c, int at, int i, Outside outside) {
        if (at < 0
                || at >= tokens.size()
                || !(tokens.get(at) instanceof Fixed fixed)
                || fixed.outside() == Outside.NONE) {
            return false;
        }
        boolean plain = Character.isLetterOrDigit(c);
        if (fixed.outside() != outside) {
            return !plain; // inside of it
        }
        int other = 2 * at - i; // what is inside of it, on its other side
        boolean letterInside = tokens.get(other) instanceof Symbol(int inside) && Character.isLetterOrDigit(inside);
        return c != ' ' && (fixed.markdown().equals("_") || !letterInside);
    }
}
