/**
 * The command line: {@code stet serve}, {@code stet replay}, {@code stet cat}, {@code stet doc} and
 * {@code stet store}.
 *
 * <p>{@link dev.stet.cli.Stet} is the root command and {@code main}; each command is a class that reads its options and
 * calls the server, the client or the storage. What goes wrong in a way that the user can do something about is a
 * {@link dev.stet.cli.CommandFailedException}: one line, and an {@link dev.stet.cli.ExitCode}.
 *
 * <p>Threads: a command runs on the main thread.
 */
package dev.stet.cli;
