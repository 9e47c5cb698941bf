package dev.stet.server.transport.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request is answered with an error. The message is shown to whoever made it. */
final class ApiException extends Exception {
    private static final long serialVersionUID = 1;

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

    /** Returns the body of the answer. */
    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", problem.code());
        body.put("message", String.valueOf(getMessage()));
        body.putAll(details);
        return body;
    }
}
