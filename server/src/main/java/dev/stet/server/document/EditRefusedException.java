package dev.stet.server.document;

import dev.stet.ot.InvalidOperationException;
import dev.stet.server.document.Reader.Reason;
import java.util.Optional;

/** An edit was not applied. The message may be shown to whoever made it. */
public final class EditRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    EditRefusedException(Reason reason, String message, Optional<InvalidOperationException> cause) {
        super(message, cause.orElse(null));
        this.reason = reason;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }

    /** Returns the broken rule, if the reason is {@link Reason#INVALID_OPERATION}. */
    public Optional<InvalidOperationException> brokenRule() {
        return Optional.ofNullable((InvalidOperationException) getCause());
    }

    /** Finds one in a failure, or in what caused it. */
    public static Optional<EditRefusedException> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EditRefusedException found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
