package dev.stet.server.transport.api;

import dev.stet.ot.InvalidOperationException;
import dev.stet.server.document.EditRefusedException;
import dev.stet.server.document.OpenFailedException;
import dev.stet.server.document.Reader;
import dev.stet.server.history.HistoryException;
import dev.stet.server.transport.entrance.RefusedException;
import java.util.Locale;
import java.util.Map;

/** What failures further down are to whoever made the request. */
final class Failures {
    private Failures() {}

    static ApiException of(HistoryException failure) {
        Problem problem = switch (failure.reason()) {
            case NOT_FOUND -> Problem.DOC_NOT_FOUND;
            case DELETED -> Problem.DOC_DELETED;
            case EXISTS -> Problem.DOC_EXISTS;
            case UNKNOWN_TYPE -> Problem.UNKNOWN_DOC_TYPE;
            case NO_SUCH_REVISION -> Problem.NO_SUCH_REVISION;
            case REVISION_SQUASHED -> Problem.REVISION_SQUASHED;
            case NO_SUCH_VERSION -> Problem.NO_SUCH_VERSION;
            case VERSION_EXISTS -> Problem.VERSION_EXISTS;
            case HISTORY_TOO_LONG -> Problem.HISTORY_TOO_LONG;
            case OVERLOADED -> Problem.OVERLOADED;
            case UNANSWERED -> Problem.STORAGE_UNAVAILABLE;
        };
        return new ApiException(problem, message(failure));
    }

    static ApiException of(RefusedException failure) {
        Problem problem = switch (failure.reason()) {
            case UNAUTHENTICATED -> Problem.UNAUTHENTICATED;
            case NOT_ADMINISTRATOR -> Problem.FORBIDDEN;
            case ORIGIN_NOT_ALLOWED -> Problem.ORIGIN_NOT_ALLOWED;
            case IDENTITY_UNAVAILABLE -> Problem.IDENTITY_UNAVAILABLE;
            case RATE_LIMITED -> Problem.RATE_LIMITED;
            case FULL -> Problem.OVERLOADED;
        };
        return failure.retryAfterMs() == 0
                ? new ApiException(problem, message(failure))
                : rateLimited(problem, message(failure), failure.retryAfterMs());
    }

    static ApiException rateLimited(Problem problem, String why, long retryAfterMs) {
        return new ApiException(problem, why, Map.of(ApiException.RETRY_AFTER_MS, retryAfterMs));
    }

    static ApiException of(OpenFailedException failure) {
        Problem problem = switch (failure.reason()) {
            case NOT_FOUND -> Problem.DOC_NOT_FOUND;
            case DELETED -> Problem.DOC_DELETED;
            case UNKNOWN_TYPE -> Problem.UNKNOWN_DOC_TYPE;
            case TYPE_MISMATCH -> Problem.DOC_EXISTS;
            case UNAVAILABLE -> Problem.DOCUMENT_UNAVAILABLE;
            case TOO_MANY -> Problem.OVERLOADED;
            case CLOSING -> Problem.DRAINING;
        };
        return new ApiException(problem, message(failure));
    }

    static ApiException of(EditRefusedException failure) {
        if (failure.brokenRule().isPresent()) {
            return of(failure.brokenRule().get());
        }
        return new ApiException(problem(failure.reason()), message(failure));
    }

    private static Problem problem(Reader.Reason reason) {
        return switch (reason) {
            case INVALID_OPERATION, INVALID_SELECTION -> Problem.INVALID_OPERATION;
            case REVISION_AHEAD -> Problem.REVISION_AHEAD;
            case BASE_TOO_OLD -> Problem.BASE_TOO_OLD;
            case DOCUMENT_TOO_LARGE -> Problem.DOCUMENT_TOO_LARGE;
            case STORAGE_UNAVAILABLE -> Problem.STORAGE_UNAVAILABLE;
            case OVERLOADED, NOT_JOINED -> Problem.OVERLOADED;
        };
    }

    static ApiException of(InvalidOperationException failure) {
        String rule = failure.rule().name().toLowerCase(Locale.ROOT);
        return new ApiException(
                Problem.INVALID_OPERATION,
                message(failure),
                failure.component() < 0
                        ? Map.of("rule", rule)
                        : Map.of("rule", rule, "component", failure.component()));
    }

    private static String message(Exception failure) {
        return String.valueOf(failure.getMessage());
    }
}
