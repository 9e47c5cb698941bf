package dev.stet.cli;

/** What the program's exit says. The launcher adds 4: a prerequisite is missing, or the build failed. */
public final class ExitCode {
    /** Done. For {@code serve}: stopped in an orderly way, by a signal or Ctrl-C. */
    public static final int OK = 0;

    /** Could not be done; the one line on stderr says why. */
    public static final int FAILED = 1;

    /** A wrong option, or a wrong value in the environment or the properties file. */
    public static final int USAGE = 2;

    /** {@code replay}, {@code load}: somebody ended with another document than they should have. */
    public static final int DIFFERENT = 3;

    /** {@code store verify}, {@code store repair}: something is damaged. */
    public static final int DAMAGED = 5;

    /** There is no such document. */
    public static final int NO_DOCUMENT = 6;

    private ExitCode() {}
}
