/**
 * What came of a load, for readers: as a table on a terminal, as JSON, and as a page with plots.
 *
 * <p>Used by the command; uses the results of {@code dev.stet.cli.load}. Threads: confined to the thread of the run.
 */
package dev.stet.cli.load.report;
