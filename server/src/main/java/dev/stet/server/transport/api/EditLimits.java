package dev.stet.server.transport.api;

/** Holds edits against what there may be of them. Thread-safe; nothing blocks. */
final class EditLimits {
    private final ApiContext context;

    EditLimits(ApiContext context) {
        this.context = context;
    }

    /** Holds an edit against what there may be of them on the document, whoever makes them. */
    void requireRoom(String document) throws ApiException {
        long waitMs = context.gate().quotas().documentOperations().take(document, 1);
        if (waitMs > 0) {
            throw Failures.rateLimited(Problem.RATE_LIMITED, "too many operations on this document", waitMs);
        }
    }

    /**
     * Holds an operation against the work that it makes its author's server.
     *
     * @param behind log entries that it has to be transformed over; less than 0 counts as none
     */
    void requireWork(String author, long behind, int bytes) throws ApiException {
        long entries = Math.clamp(behind, 0, Integer.MAX_VALUE);
        long waitMs = context.gate().quotas().transformCost().take(author, entries * bytes);
        if (waitMs > 0) {
            throw Failures.rateLimited(
                    Problem.RATE_LIMITED, "too much work for this user's operations, behind=" + entries, waitMs);
        }
    }
}
