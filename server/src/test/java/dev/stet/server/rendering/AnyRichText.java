package dev.stet.server.rendering;

import dev.stet.ot.richtext.RichText;
import dev.stet.ot.richtext.RichTextType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Rich texts of all kinds, with what is dangerous in texts, addresses and values of attributes. */
final class AnyRichText {
    private static final List<String> NASTY = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "'; background: url(javascript:alert(1))",
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "\u0001javascript:alert(1)",
            "javascript&colon;alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x",
            "https://stet.example/a?b=c&d=e#f",
            "mailto:ada@stet.example",
            "/relative/(path)",
            "red",
            "#b4436c",
            "expression(alert(1))",
            "**",
            "_a_",
            "`x`",
            "``",
            "~~",
            "[a](b)",
            "![a](b)",
            "&amp;",
            "&#60;",
            "# ",
            "1. ",
            "1)",
            "- ",
            "+",
            "> ",
            "---",
            "===",
            "    ",
            " ",
            "\t",
            "\\",
            "\\*",
            "<u>",
            "</p>",
            "\u0000",
            "\r",
            "\ud83d\ude00",
            "\u00e9\u00df",
            "a",
            "word");

    private static final List<String> MARKS = List.of(
            "bold", "italic", "underline", "strike", "code", "link", "color", "background", "font", "size", "script");
    private static final List<String> BLOCKS =
            List.of("header", "list", "indent", "blockquote", "code-block", "align", "direction");
    private static final List<String> EMBEDS = List.of("image", "video", "formula", "mention", "<b>");

    private AnyRichText() {}

    static Arbitrary<RichText> any() {
        return Arbitraries.oneOf(text(), text(), newline(), embed())
                .list()
                .ofMaxSize(12)
                .map(pieces -> RichTextType.RICH_TEXT.decodeSnapshot(new ArrayList<Object>(pieces)));
    }

    private static Arbitrary<String> words() {
        return Arbitraries.oneOf(
                        Arbitraries.of(NASTY),
                        Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(4))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(parts -> String.join("", parts));
    }

    private static Arbitrary<Object> text() {
        return Combinators.combine(words(), attributes(MARKS)).as(AnyRichText::insert);
    }

    private static Arbitrary<Object> newline() {
        return attributes(BLOCKS).map(look -> insert("\n", look));
    }

    private static Arbitrary<Object> embed() {
        return Combinators.combine(Arbitraries.of(EMBEDS), words(), attributes(MARKS))
                .as((kind, value, look) -> insert(Map.of(kind, value), look));
    }

    private static Object insert(Object content, Map<String, Object> look) {
        return look.isEmpty() ? Map.of("insert", content) : Map.of("insert", content, "attributes", look);
    }

    private static Arbitrary<Map<String, Object>> attributes(List<String> names) {
        Arbitrary<Object> values = Arbitraries.oneOf(
                Arbitraries.of(
                        true, true, true, false, 1, 2, 7, "ordered", "bullet", "checked", "unchecked", "center", "rtl"),
                Arbitraries.of("sub", "large", "12px", "serif"),
                words());
        return Arbitraries.maps(Arbitraries.of(names), values).ofMaxSize(3).map(HashMap::new);
    }
}
