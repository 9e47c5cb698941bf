package dev.stet.server.rendering;

/**
 * What is put around a stretch of text. Immutable; two that are equal are one when they meet.
 *
 * @param open put before it
 * @param close put after it
 */
record Markup(String open, String close) {
    static Markup tag(String name) {
        return new Markup("<" + name + ">", "</" + name + ">");
    }

    static Markup style(String css) {
        return new Markup("<span style=\"" + css + "\">", "</span>");
    }
}
