package dev.stet.server.rendering;

/**
 * Text as it stands in Markdown (CommonMark): what would mean something is escaped, by a backslash or as a character
 * reference.
 */
final class MarkdownText {
    private static final String ALWAYS = "\\`*_[]<>&~#!";
    private static final String AT_START = "+-=|";

    private MarkdownText() {}

    /**
     * Returns a character of a line as it stands in Markdown.
     *
     * @param atStart whether nothing but a number stands before it in its line
     * @param afterNumber whether a number does
     * @param atEdge whether blanks would be taken off here: at the beginning and at the end of a line
     */
    static String escape(int c, boolean atStart, boolean afterNumber, boolean atEdge) {
        if (c == 0) {
            return "\uFFFD";
        }
        if ((Character.isISOControl(c) && c != '\t') || (atEdge && (c == ' ' || c == '\t'))) {
            return reference(c);
        }
        boolean escaped = ALWAYS.indexOf(c) >= 0
                || (atStart && !afterNumber && AT_START.indexOf(c) >= 0)
                || (afterNumber && (c == '.' || c == ')'));
        return escaped ? "\\" + (char) c : Character.toString(c);
    }

    /** Returns a character so that it is none in the eyes of what stands beside it, but punctuation. */
    static String reference(int c) {
        return "&#" + c + ";";
    }

    /** Returns a fence of backticks that is in no text. */
    static String fence(String text, int least) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return "`".repeat(Math.max(least, longest + 1));
    }

    /** Returns a span of code. It cannot hold control characters: blanks stand for them. */
    static String code(String text) {
        String line = text.replaceAll("\\p{Cc}", " ");
        String fence = fence(line, 1);
        boolean padded = line.startsWith("`")
                || line.endsWith("`")
                || (line.startsWith(" ") && line.endsWith(" ") && !line.isBlank());
        String pad = padded ? " " : "";
        return fence + pad + line + pad + fence;
    }

    /** Returns the address of a link or a picture. */
    static String address(String url) {
        StringBuilder address = new StringBuilder("<");
        url.codePoints().forEach(c -> {
            if ("<>\\&".indexOf(c) >= 0) {
                address.append('\\');
            }
            address.appendCodePoint(c);
        });
        return address.append('>').toString();
    }
}
