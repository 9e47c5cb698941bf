package dev.stet.server.rendering;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.richtext.RichText;
import dev.stet.ot.richtext.RichTextType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/**
 * Reads Markdown as rich text: each paragraph, heading and item becomes a line. HTML in it stays text, but for
 * {@code <u>} and {@code <br>}.
 *
 * <p>Confined to its owner's thread; good for one text.
 */
public final class MarkdownReader {
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(
                    StrikethroughExtension.builder().requireTwoTildes(true).build()))
            .maxOpenBlockParsers(64)
            .build();

    private static final Pattern CHECK = Pattern.compile("\\[([ xX])] ?");
    private static final int MAX_INDENT = 8;

    private final MarkdownInserts inserts = new MarkdownInserts();

    private MarkdownReader() {}

    /**
     * Returns what the Markdown says.
     *
     * @throws InvalidOperationException if it is nested deeper than documents may be
     */
    public static RichText read(String markdown) {
        MarkdownReader reader = new MarkdownReader();
        reader.blocks(parse(markdown), Map.of(), 0);
        return RichTextType.RICH_TEXT.decodeSnapshot(reader.inserts.all());
    }

    /** The parser goes down into emphasis in emphasis by calling itself. */
    private static Node parse(String markdown) {
        try {
            return PARSER.parse(markdown);
        } catch (StackOverflowError e) {
            throw new InvalidOperationException(Rule.TOO_DEEP, -1, "emphasis is nested too deeply");
        }
    }

    private static List<Node> children(Node parent) {
        List<Node> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
        }
        return children;
    }

    private void blocks(Node parent, Map<String, Object> look, int lists) {
        for (Node block : children(parent)) {
            switch (block) {
                case Heading heading -> line(heading, Map.of("header", heading.getLevel()));
                case Paragraph paragraph -> line(paragraph, look);
                case BlockQuote quote -> blocks(quote, Map.of("blockquote", true), lists);
                case BulletList list -> list(list, "bullet", lists);
                case OrderedList list -> list(list, "ordered", lists);
                case FencedCodeBlock code -> lines(code.getLiteral(), Map.of("code-block", true));
                case IndentedCodeBlock code -> lines(code.getLiteral(), Map.of("code-block", true));
                case HtmlBlock html -> lines(html.getLiteral(), look);
                case ThematicBreak rule -> inserts.newline(Map.of());
                default -> blocks(block, look, lists);
            }
        }
    }

    private void line(Node block, Map<String, Object> look) {
        inserts.inline(block, look);
        inserts.newline(look);
    }

    private void lines(String text, Map<String, Object> look) {
        String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        for (String line : whole.split("\n", -1)) {
            inserts.text(line, Map.of());
            inserts.newline(look);
        }
    }

    private void list(Node list, String kind, int depth) {
        if (depth > MAX_INDENT) {
            throw new InvalidOperationException(Rule.TOO_DEEP, -1, "lists are nested too deeply, depth=" + depth);
        }
        for (Node item : children(list)) {
            if (item instanceof ListItem) {
                item(item, kind, depth);
            }
        }
    }

    private void item(Node item, String kind, int depth) {
        String checked = kind;
        if (item.getFirstChild() instanceof Paragraph paragraph
                && paragraph.getFirstChild() instanceof Text text
                && kind.equals("bullet")) {
            Matcher check = CHECK.matcher(text.getLiteral());
            if (check.lookingAt()) {
                checked = check.group(1).equals(" ") ? "unchecked" : "checked";
                text.setLiteral(text.getLiteral().substring(check.end()));
            }
        }
        Map<String, Object> look = depth == 0 ? Map.of("list", checked) : Map.of("list", checked, "indent", depth);
        if (item.getFirstChild() == null) {
            inserts.newline(look);
        }
        blocks(item, look, depth + 1);
    }
}
