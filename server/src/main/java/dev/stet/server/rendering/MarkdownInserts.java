package dev.stet.server.rendering;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/** The inserts that Markdown becomes, one after the other. Confined to its owner's thread. */
final class MarkdownInserts {
    /** Deeper emphasis in emphasis is no text that somebody wrote. */
    private static final int MAX_DEPTH = 64;

    private final List<Object> inserts = new ArrayList<>();
    private boolean underline;

    /** Returns all of them, in the encoded form of a rich text. */
    List<Object> all() {
        return inserts;
    }

    void newline(Map<String, Object> look) {
        underline = false;
        insert("\n", look);
    }

    void text(String text, Map<String, Object> look) {
        if (!text.isEmpty()) {
            insert(text, look);
        }
    }

    private void insert(Object content, Map<String, Object> look) {
        inserts.add(look.isEmpty() ? Map.of("insert", content) : Map.of("insert", content, "attributes", look));
    }

    /**
     * Adds what stands in a block.
     *
     * @param line how its line looks, for newlines inside of it
     */
    void inline(Node block, Map<String, Object> line) {
        inline(block, line, Map.of(), 0);
    }

    private void inline(Node parent, Map<String, Object> line, Map<String, Object> look, int depth) {
        if (depth > MAX_DEPTH) {
            throw new InvalidOperationException(Rule.TOO_DEEP, -1, "emphasis is nested too deeply, depth=" + depth);
        }
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Text text -> text(text.getLiteral(), underlined(look));
                case Code code -> text(code.getLiteral(), with(underlined(look), "code", true));
                case Emphasis emphasis -> inline(emphasis, line, with(look, "italic", true), depth + 1);
                case StrongEmphasis strong -> inline(strong, line, with(look, "bold", true), depth + 1);
                case Strikethrough strike -> inline(strike, line, with(look, "strike", true), depth + 1);
                case Link link -> inline(link, line, with(look, "link", link.getDestination()), depth + 1);
                case Image image -> insert(Map.of("image", image.getDestination()), alt(image, underlined(look)));
                case SoftLineBreak soft -> text(" ", underlined(look));
                case HardLineBreak hard -> insert("\n", line);
                case HtmlInline html -> html(html.getLiteral(), line, look);
                default -> inline(node, line, look, depth + 1);
            }
        }
    }

    private void html(String tag, Map<String, Object> line, Map<String, Object> look) {
        switch (tag.toLowerCase(Locale.ROOT)) {
            case "<u>" -> underline = true;
            case "</u>" -> underline = false;
            case "<br>", "<br/>", "<br />" -> insert("\n", line);
            default -> text(tag, underlined(look));
        }
    }

    private static Map<String, Object> alt(Image image, Map<String, Object> look) {
        StringBuilder alt = new StringBuilder();
        for (Node node = image.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Text text) {
                alt.append(text.getLiteral());
            }
        }
        return alt.isEmpty() ? look : with(look, "alt", alt.toString());
    }

    private Map<String, Object> underlined(Map<String, Object> look) {
        return underline ? with(look, "underline", true) : look;
    }

    private static Map<String, Object> with(Map<String, Object> look, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(look);
        more.put(name, value);
        return more;
    }
}
