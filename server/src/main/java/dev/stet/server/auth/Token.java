package dev.stet.server.auth;

/**
 * A token as it came. It lets in whoever has it, so it never shows in a log. Immutable.
 *
 * @param value the token itself
 */
public record Token(String value) {
    @Override
    public String toString() {
        return "Token[length=" + value.length() + "]";
    }
}
