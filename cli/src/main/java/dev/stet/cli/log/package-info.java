/**
 * How a server that runs as a program logs: {@link dev.stet.cli.log.Logging} sets it up, {@code JsonLines} and {@code TextLines} are
 * the two forms of a line, {@code LogFields} finds the fields in a message.
 *
 * <p>Used by {@code dev.stet.cli}; the only package that knows Logback. Threads: thread-safe, but for setting it up, which is done
 * once at the start.
 */
package dev.stet.cli.log;
