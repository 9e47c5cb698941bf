package dev.stet.server.transport.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request is answered with an error. The message is shown to whoever made it. */
final class ApiException extends Exception {
    private static final long serialVersionUID = 1;

    /** The detail that says when to try again, in milliseconds. */
    static final String RETRY_AFTER_MS = "retryAfterMs";

    private final Problem problem;
    private final transient Map<String, Object> details;

    ApiException(Problem problem, String message) {
        this(problem, message, Map.of());
    }

    /** @param details more fields of the answer */
    ApiException(Problem problem, String message, Map<String, Object> details) {
        super(message);
        this.problem = problem;
        this.details = details;
    }

    Problem problem() {
        return problem;
    }

    /** Returns after how many seconds to try again, if that helps. */
    long retryAfterSeconds() {
        return details.get(RETRY_AFTER_MS) instanceof Long ms ? Math.ceilDiv(ms, 1_000L) : 1;
    }

    /** Returns the body of the answer. */
    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", problem.code());
        body.put("message", String.valueOf(getMessage()));
        body.putAll(details);
        return body;
    }
}
