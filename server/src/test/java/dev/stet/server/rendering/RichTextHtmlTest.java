package dev.stet.server.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.richtext.Piece;
import dev.stet.ot.richtext.RichText;
import dev.stet.ot.richtext.RichTextType;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;

/** Rich text as HTML: what it looks like, and that it is safe whatever the document holds. */
class RichTextHtmlTest {
    private static final Pattern SAFE_ADDRESS = Pattern.compile(
            "(?is)(https?|mailto|tel):.*|data:image/(png|jpeg|gif|webp);base64,.*|[^:]*|[^:/?#]*[/?#].*");
    private static final Pattern SAFE_STYLE = Pattern.compile(
            "(?:(?:color|background-color|font-family|font-size|text-align|padding-left): [#a-zA-Z0-9(), .%-]+(?:; |$))+");

    private static String html(String delta) {
        Object json = JsonMapper.shared().readValue(delta.replace('\'', '"'), Object.class);
        return RichTextHtml.of(RichTextType.RICH_TEXT.decodeSnapshot(json));
    }

    @Example
    void aLineIsAParagraph() {
        assertThat(html("[{'insert':'Dear '},{'insert':'Ada','attributes':{'bold':true}},{'insert':',\\n\\nhello'}]"))
                .isEqualTo("<p>Dear <strong>Ada</strong>,</p>\n<p><br></p>\n<p>hello</p>\n");
    }

    @Example
    void elementsAreNestedAlwaysInOneOrder() {
        assertThat(html(
                        "[{'insert':'a','attributes':{'bold':true}},{'insert':'b','attributes':{'bold':true,'italic':true}},"
                                + "{'insert':'c','attributes':{'italic':true,'link':'https://stet.example/'}}]"))
                .isEqualTo("<p><strong>a<em>b</em></strong><a href=\"https://stet.example/\""
                        + " rel=\"noopener noreferrer nofollow\"><em>c</em></a></p>\n");
    }

    @Example
    void blocksAreWhatTheirNewlinesSay() {
        assertThat(html("[{'insert':'Title'},{'insert':'\\n','attributes':{'header':1,'align':'center'}},"
                        + "{'insert':'said'},{'insert':'\\n','attributes':{'blockquote':true}},"
                        + "{'insert':'a<b'},{'insert':'\\n','attributes':{'code-block':true}},"
                        + "{'insert':'c'},{'insert':'\\n','attributes':{'code-block':'java'}}]"))
                .isEqualTo("<h1 style=\"text-align: center\">Title</h1>\n<blockquote>said</blockquote>\n"
                        + "<pre><code>a&lt;b\nc\n</code></pre>\n");
    }

    @Example
    void listsAreInTheItemsOfOthers() {
        assertThat(html("[{'insert':'a'},{'insert':'\\n','attributes':{'list':'bullet'}},"
                        + "{'insert':'b'},{'insert':'\\n','attributes':{'list':'ordered','indent':1}},"
                        + "{'insert':'c'},{'insert':'\\n','attributes':{'list':'checked'}},"
                        + "{'insert':'d'},{'insert':'\\n','attributes':{'list':'ordered'}}]"))
                .isEqualTo("<ul>\n<li>a<ol>\n<li>b</li>\n</ol>\n</li>\n"
                        + "<li><input type=\"checkbox\" disabled checked> c</li>\n</ul>\n<ol>\n<li>d</li>\n</ol>\n");
    }

    @Example
    void whatIsDangerousIsLeftOut() {
        assertThat(html("[{'insert':'a','attributes':{'link':'javascript:alert(1)','color':'red;x:y','font':'serif'}},"
                        + "{'insert':{'image':'javascript:x'}},{'insert':{'video':'data:text/html,x'}}]"))
                .isEqualTo("<p><span style=\"font-family: serif\">a</span></p>\n");
    }

    @Provide
    Arbitrary<RichText> documents() {
        return AnyRichText.any();
    }

    @Property(tries = 2000)
    void whateverADocumentHoldsItsHtmlIsWellFormedAndSafe(@ForAll("documents") RichText document) {
        HtmlReader.Read read = HtmlReader.read(RichTextHtml.of(document));
        assertThat(read.addresses())
                .allMatch(address -> SAFE_ADDRESS.matcher(address).matches()
                        && address.chars().noneMatch(c -> c <= ' '));
        assertThat(read.styles()).allMatch(style -> SAFE_STYLE.matcher(style).matches());
    }

    @Property(tries = 2000)
    void everyTextIsInTheHtmlAsItIs(@ForAll("documents") RichText document) {
        String html = HtmlReader.read(RichTextHtml.of(document)).text();
        List<String> texts = new java.util.ArrayList<>();
        document.forEach(piece -> {
            if (piece instanceof Piece.Text text) {
                texts.addAll(List.of(text.text().toString().split("\n", -1)));
            }
        });
        int at = 0;
        for (String text : texts) {
            String wanted = text.replaceAll("[\\x00-\\x08\\x0b\\x0e-\\x1f\\ufffe\\uffff]", "\ufffd");
            int found = html.indexOf(wanted, at);
            assertThat(found).as("%s in %s", wanted, html).isGreaterThanOrEqualTo(at);
            at = found + wanted.length();
        }
    }
}
