package dev.stet.server.protocol;

/**
 * Something that lets in whoever has it: a token, or a share link's secret. It never shows in a log. Immutable.
 *
 * @param value the thing itself
 */
public record Credential(String value) {
    @Override
    public String toString() {
        return "Credential[length=" + value.length() + "]";
    }
}
