package dev.stet.ot.sync;

/**
 * What a {@link DocumentAuthority} takes. Immutable.
 *
 * @param maxDocumentSize the largest document, in units of its type; an operation that grows it beyond is refused
 * @param maxBehind how many entries an operation may be transformed over
 */
public record AuthorityLimits(long maxDocumentSize, long maxBehind) {
    public AuthorityLimits {
        if (maxDocumentSize < 0 || maxBehind < 0) {
            throw new IllegalArgumentException(
                    "limits are not negative, maxDocumentSize=" + maxDocumentSize + " maxBehind=" + maxBehind);
        }
    }

    /** No limits. */
    public static AuthorityLimits none() {
        return new AuthorityLimits(Long.MAX_VALUE, Long.MAX_VALUE);
    }
}
