package dev.stet.server.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.richtext.Piece;
import dev.stet.ot.richtext.RichText;
import dev.stet.ot.richtext.RichTextType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;

/** Rich text as Markdown, and back: whatever the text is, it is neither changed nor taken for Markdown. */
class RichTextMarkdownTest {
    private static RichText document(String delta) {
        return RichTextType.RICH_TEXT.decodeSnapshot(
                JsonMapper.shared().readValue(delta.replace('\'', '"'), Object.class));
    }

    private static String markdown(String delta) {
        return RichTextMarkdown.of(document(delta));
    }

    @Example
    void linesAreParagraphsApart() {
        assertThat(markdown(
                        "[{'insert':'Dear '},{'insert':'Ada','attributes':{'bold':true}},{'insert':',\\n\\nhello'}]"))
                .isEqualTo("Dear **Ada**,\n\nhello\n");
    }

    @Example
    void blocksAreWhatTheirNewlinesSay() {
        assertThat(markdown("[{'insert':'Title'},{'insert':'\\n','attributes':{'header':2}},"
                        + "{'insert':'a'},{'insert':'\\n','attributes':{'list':'bullet'}},"
                        + "{'insert':'b'},{'insert':'\\n','attributes':{'list':'ordered','indent':1}},"
                        + "{'insert':'c'},{'insert':'\\n','attributes':{'list':'checked'}},"
                        + "{'insert':'q'},{'insert':'\\n','attributes':{'blockquote':true}},"
                        + "{'insert':'r'},{'insert':'\\n','attributes':{'blockquote':true}},"
                        + "{'insert':'x = `1`'},{'insert':'\\n','attributes':{'code-block':true}}]"))
                .isEqualTo("## Title\n\n- a\n    1. b\n- [x] c\n\n> q\n>\n> r\n\n```\nx = `1`\n```\n");
    }

    @Example
    void marksAreKeptApartFromWhatIsAroundThem() {
        assertThat(markdown("[{'insert':'a'},{'insert':'b','attributes':{'bold':true}},{'insert':'c '},"
                        + "{'insert':'(d)','attributes':{'bold':true}},{'insert':'e'}]"))
                .isEqualTo("a**b**c **&#40;d&#41;**&#101;\n");
    }

    @Example
    void aDangerousAddressIsLeftOut() {
        assertThat(markdown("[{'insert':'a','attributes':{'link':'javascript:x'}},"
                        + "{'insert':'b','attributes':{'link':'javascript&colon;x'}}]"))
                .isEqualTo("a[b](<javascript\\&colon;x>)\n");
    }

    @Example
    void markdownOfOthersIsRead() {
        assertThat(MarkdownReader.read("# Title\n\nA *b* __c__ ~~d~~ `e`  \nf [g](https://h.example) ![i](j.png)\n\n"
                        + "* one\n  1. two\n* [ ] three\n\n> four\n> five\n\n```java\nsix\n```\n\n<div>seven</div>\n"))
                .isEqualTo(
                        document(
                                "[{'insert':'Title'},{'insert':'\\n','attributes':{'header':1}},{'insert':'A '},"
                                        + "{'insert':'b','attributes':{'italic':true}},{'insert':' '},{'insert':'c','attributes':{'bold':true}},"
                                        + "{'insert':' '},{'insert':'d','attributes':{'strike':true}},{'insert':' '},"
                                        + "{'insert':'e','attributes':{'code':true}},{'insert':'\\nf '},"
                                        + "{'insert':'g','attributes':{'link':'https://h.example'}},{'insert':' '},"
                                        + "{'insert':{'image':'j.png'},'attributes':{'alt':'i'}},{'insert':'\\n'},"
                                        + "{'insert':'one'},{'insert':'\\n','attributes':{'list':'bullet'}},"
                                        + "{'insert':'two'},{'insert':'\\n','attributes':{'indent':1,'list':'ordered'}},"
                                        + "{'insert':'three'},{'insert':'\\n','attributes':{'list':'unchecked'}},"
                                        + "{'insert':'four five'},{'insert':'\\n','attributes':{'blockquote':true}},"
                                        + "{'insert':'six'},{'insert':'\\n','attributes':{'code-block':true}},{'insert':'<div>seven</div>\\n'}]"));
    }

    @Example
    void nothingThatIsNestedWithoutEndHurts() {
        assertThat(MarkdownReader.read(">".repeat(100_000) + "a").length()).isPositive();
        assertThatThrownBy(() -> MarkdownReader.read("*a **a ".repeat(5_000) + "a** a*".repeat(5_000)))
                .isInstanceOf(InvalidOperationException.class);
    }

    @Provide
    Arbitrary<RichText> documents() {
        return AnyRichText.any().map(RichTextMarkdownTest::withoutOtherEmbedsThanPictures);
    }

    /** What other embeds are written as is text or code when it is read. */
    private static RichText withoutOtherEmbedsThanPictures(RichText document) {
        List<Piece> pieces = new ArrayList<>();
        document.forEach(piece -> {
            if (!(piece instanceof Piece.Embed embed)
                    || embed.value().member("image").isPresent()) {
                pieces.add(piece);
            }
        });
        return RichText.of(pieces);
    }

    @Property(tries = 2000)
    void whatIsReadBackIsTheSameTextWithTheSameMarks(@ForAll("documents") RichText document) {
        String markdown = RichTextMarkdown.of(document);
        assertThat(characters(MarkdownReader.read(markdown))).as("%s", markdown).isEqualTo(characters(document));
    }

    /** Returns each character that is no blank with the marks on it that Markdown has; embeds and their texts left out. */
    private static List<String> characters(RichText document) {
        List<String> characters = new ArrayList<>();
        for (Line line : Line.of(document)) {
            for (Line.Run run : line.runs()) {
                if (run instanceof Line.Text text) {
                    Set<String> marks = new TreeSet<>();
                    if (!line.isCode()) {
                        for (String mark : List.of("bold", "italic", "strike", "underline", "code")) {
                            if (text.look().has(mark)) {
                                marks.add(mark);
                            }
                        }
                        text.look().text("link").flatMap(SafeUrl::link).ifPresent(marks::add);
                    }
                    text.text()
                            .codePoints()
                            .filter(c -> c > ' ' && c != 0x7f && c != '\ufffd' && c != '\ufffc')
                            .forEach(c -> characters.add(Character.toString(c) + marks));
                }
            }
        }
        return characters;
    }
}
