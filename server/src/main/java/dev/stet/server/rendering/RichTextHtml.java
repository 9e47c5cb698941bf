package dev.stet.server.rendering;

import dev.stet.ot.richtext.RichText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Rich text as HTML that is safe to show: a fragment for a page's body. It has the formats of Quill; attributes that mean
 * nothing here are left out, and every text, address and value of a style comes from the document only escaped, or after
 * it was found to be harmless.
 *
 * <p>Lists are made of lines with indents:
 *
 * <pre>
 *   bullet            &lt;ul&gt;&lt;li&gt;…
 *   bullet, indent 1      &lt;ul&gt;&lt;li&gt;…&lt;/li&gt;&lt;/ul&gt;       a list in an item
 *   ordered           &lt;/li&gt;&lt;/ul&gt;&lt;ol&gt;&lt;li&gt;…               another list
 * </pre>
 *
 * <p>Confined to its owner's thread; good for one document.
 */
public final class RichTextHtml {
    private static final int MAX_INDENT = 8;
    private static final int MAX_HEADER = 6;
    private static final List<String> ALIGNMENTS = List.of("center", "right", "justify");

    private final StringBuilder html = new StringBuilder();

    /** The lists that are open, each in the last item of the one before; each has an open item. */
    private final Deque<OpenList> lists = new ArrayDeque<>();

    private boolean inCode;

    /** A list that is open. */
    private record OpenList(String element, int indent) {}

    private RichTextHtml() {}

    /** Returns the HTML of a document. */
    public static String of(RichText document) {
        RichTextHtml made = new RichTextHtml();
        Line.of(document).forEach(made::line);
        made.closeCode();
        made.closeLists(-1);
        return made.html.toString();
    }

    private void line(Line line) {
        Optional<String> list = line.look().text("list");
        if (line.isCode()) {
            closeLists(-1);
            html.append(inCode ? "\n" : "<pre><code>").append(code(line));
            inCode = true;
        } else {
            closeCode();
            if (list.isPresent()) {
                item(line, list.get());
            } else {
                closeLists(-1);
                block(line);
            }
        }
    }

    private static String code(Line line) {
        return HtmlText.escape(PlainText.of(line));
    }

    private void closeCode() {
        if (inCode) {
            html.append("\n</code></pre>\n");
            inCode = false;
        }
    }

    private void block(Line line) {
        int header = line.look().number("header", MAX_HEADER);
        String element = header > 0 ? "h" + header : line.look().has("blockquote") ? "blockquote" : "p";
        String content = HtmlLine.of(line);
        html.append('<').append(element).append(style(line)).append('>');
        html.append(content.isEmpty() ? "<br>" : content);
        html.append("</").append(element).append(">\n");
    }

    private static String style(Line line) {
        StringBuilder style = new StringBuilder();
        if (line.look().text("direction").filter("rtl"::equals).isPresent()) {
            style.append(" dir=\"rtl\"");
        }
        StringBuilder css = new StringBuilder();
        line.look()
                .text("align")
                .filter(ALIGNMENTS::contains)
                .ifPresent(align -> css.append("text-align: ").append(align));
        int indent = line.look().number("indent", MAX_INDENT);
        if (indent > 0 && line.look().text("list").isEmpty()) {
            css.append(css.isEmpty() ? "" : "; ")
                    .append("padding-left: ")
                    .append(3 * indent)
                    .append("em");
        }
        return css.isEmpty() ? style.toString() : style + " style=\"" + css + "\"";
    }

    private void item(Line line, String kind) {
        String element = kind.equals("ordered") ? "ol" : "ul";
        int indent = line.look().number("indent", MAX_INDENT);
        closeLists(indent);
        OpenList last = lists.peekLast();
        if (last != null && last.indent() == indent && !last.element().equals(element)) {
            closeLast();
            last = lists.peekLast();
        }
        if (last != null && last.indent() == indent) {
            html.append("</li>\n");
        } else {
            html.append('<').append(element).append(">\n");
            lists.addLast(new OpenList(element, indent));
        }
        html.append("<li").append(style(line)).append('>');
        if (kind.equals("checked") || kind.equals("unchecked")) {
            html.append("<input type=\"checkbox\" disabled").append(kind.equals("checked") ? " checked> " : "> ");
        }
        html.append(HtmlLine.of(line));
    }

    /** Closes the lists that are indented more than this. */
    private void closeLists(int indent) {
        for (OpenList last = lists.peekLast(); last != null && last.indent() > indent; last = lists.peekLast()) {
            closeLast();
        }
    }

    private void closeLast() {
        html.append("</li>\n</").append(lists.removeLast().element()).append(">\n");
    }
}
