package dev.stet.cli;

/** A command cannot go on. The message is one line for the person who typed it. */
public final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    /** Fails with {@link ExitCode#FAILED}. */
    public CommandFailedException(String message) {
        super(message);
        this.exitCode = ExitCode.FAILED;
    }

    /** Fails with {@link ExitCode#FAILED}, because of something. */
    public CommandFailedException(String message, Throwable cause) {
        super(message, cause);
        this.exitCode = ExitCode.FAILED;
    }

    /** Fails with {@link ExitCode#FAILED}, because of something whose message says it all. */
    public CommandFailedException(Exception cause) {
        this(String.valueOf(cause.getMessage()), cause);
    }

    private CommandFailedException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Fails with {@link ExitCode#NO_DOCUMENT}. */
    public static CommandFailedException noDocument(String doc) {
        return new CommandFailedException(ExitCode.NO_DOCUMENT, "there is no such document, doc=" + doc);
    }

    /** Fails with {@link ExitCode#USAGE}. */
    public static CommandFailedException misuse(String message) {
        return new CommandFailedException(ExitCode.USAGE, message);
    }

    int exitCode() {
        return exitCode;
    }
}
