package dev.stet.ot;

/** A type breaks a law. */
public final class BrokenLawError extends AssertionError {
    private static final long serialVersionUID = 1;

    private final Law law;

    BrokenLawError(Law law, String message) {
        super(message);
        this.law = law;
    }

    BrokenLawError(Law law, String message, Throwable cause) {
        super(message, cause);
        this.law = law;
    }

    /** Returns the broken law. */
    public Law law() {
        return law;
    }
}
