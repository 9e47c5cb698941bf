package dev.stet.cli.load.report;

/** Text in HTML. */
final class Html {
    private Html() {}

    /** Returns a text that is only text, between tags and in attributes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
