package dev.stet.server.rendering;

import dev.stet.ot.richtext.RichText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Rich text as Markdown: CommonMark with {@code ~~} for what is struck out, {@code [x]} for what is checked off and
 * {@code <u>} for what is underlined. What Markdown cannot say, colours and alignment for instance, is left out, and so are
 * empty lines. A {@linkplain MarkdownReader reader} gets the same text back.
 *
 * <p>Confined to its owner's thread; good for one document.
 */
public final class RichTextMarkdown {
    private static final int MAX_INDENT = 8;
    private static final int MAX_HEADER = 6;

    /** What a line is part of. */
    private enum Block {
        LIST,
        CODE,
        QUOTE,
        OTHER
    }

    private final StringBuilder markdown = new StringBuilder();

    /** The indents of the lists that are open, each in an item of the one before. */
    private final Deque<Integer> lists = new ArrayDeque<>();

    private final List<String> code = new ArrayList<>();
    private Block last = Block.OTHER;

    private RichTextMarkdown() {}

    /** Returns the Markdown of a document. */
    public static String of(RichText document) {
        RichTextMarkdown made = new RichTextMarkdown();
        Line.of(document).forEach(made::line);
        made.endCode();
        return made.markdown.toString();
    }

    private void line(Line line) {
        Optional<String> list = line.look().text("list");
        if (line.isCode()) {
            begin(Block.CODE, "");
            code.add(PlainText.of(line).replace('\r', ' ').replace('\0', '\uFFFD'));
            return;
        }
        endCode();
        String content = MarkdownLine.of(line);
        if (list.isPresent()) {
            begin(Block.LIST, "");
            item(line, list.get(), content);
        } else if (!content.isEmpty()) {
            int header = line.look().number("header", MAX_HEADER);
            boolean quote = header == 0 && line.look().has("blockquote");
            begin(quote ? Block.QUOTE : Block.OTHER, quote ? ">" : "");
            markdown.append(header > 0 ? "#".repeat(header) + " " : quote ? "> " : "")
                    .append(content)
                    .append('\n');
        } else {
            lists.clear();
            last = Block.OTHER;
        }
    }

    /** Puts an empty line before a block that the last line is not part of. */
    private void begin(Block block, String between) {
        if (!markdown.isEmpty() && (block != last || block == Block.OTHER)) {
            markdown.append('\n');
        } else if (block == Block.QUOTE && !markdown.isEmpty()) {
            markdown.append(between).append('\n');
        }
        if (block != Block.LIST) {
            lists.clear();
        }
        last = block;
    }

    private void endCode() {
        if (!code.isEmpty()) {
            String text = String.join("\n", code);
            String fence = MarkdownText.fence(text, 3);
            markdown.append(fence)
                    .append('\n')
                    .append(text)
                    .append('\n')
                    .append(fence)
                    .append('\n');
            code.clear();
        }
    }

    private void item(Line line, String kind, String content) {
        int indent = line.look().number("indent", MAX_INDENT);
        while (!lists.isEmpty() && lists.getLast() > indent) {
            lists.removeLast();
        }
        if (lists.isEmpty() || lists.getLast() < indent) {
            lists.addLast(indent);
        }
        markdown.append("    ".repeat(lists.size() - 1));
        markdown.append(kind.equals("ordered") ? "1. " : "- ");
        markdown.append(
                switch (kind) {
                    case "checked" -> "[x] ";
                    case "unchecked" -> "[ ] ";
                    default -> "";
                });
        markdown.append(ofItem(content)).append('\n');
    }

    /**
     * Returns what stands in an item. What would be taken for something else, for an underline of the item before if it is
     * empty, or for a check box, begins with an element that does nothing.
     */
    private static String ofItem(String content) {
        return content.isEmpty() || content.startsWith("\\[") ? "<u></u>" + content : content;
    }
}
