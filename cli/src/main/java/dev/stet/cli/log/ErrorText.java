package dev.stet.cli.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

/**
 * An exception in one line: what it is, why, and where; then what caused it. Readers of JSON quote what they cannot read, which
 * may be what a document holds, so of their exceptions only the kind and the place are said.
 */
final class ErrorText {
    private static final String QUOTES_ITS_INPUT = "tools.jackson.";
    private static final int MAX_FRAMES = 30;
    private static final int MAX_CAUSES = 8;

    private ErrorText() {}

    static String of(IThrowableProxy error) {
        StringBuilder text = new StringBuilder();
        IThrowableProxy next = error;
        for (int i = 0; i < MAX_CAUSES && next != null; i++) {
            text.append(i == 0 ? "" : " | caused by ").append(heading(next));
            frames(next, text);
            next = next.getCause();
        }
        return text.toString();
    }

    /** Returns the kind of an exception, and what it says, if that may be said. */
    static String heading(IThrowableProxy error) {
        boolean silent = error.getMessage() == null || error.getClassName().startsWith(QUOTES_ITS_INPUT);
        return silent ? error.getClassName() : error.getClassName() + ": " + error.getMessage();
    }

    private static void frames(IThrowableProxy error, StringBuilder text) {
        StackTraceElementProxy[] frames = error.getStackTraceElementProxyArray();
        int own = frames.length - error.getCommonFrames();
        for (int i = 0; i < Math.min(own, MAX_FRAMES); i++) {
            text.append(" | ").append(frames[i].getSTEAsString());
        }
    }
}
