/**
 * {@code stet doc}: documents of a running server.
 *
 * <p>{@link dev.stet.cli.doc.DocCommand} leads to the others. Each of them asks the server by
 * {@link dev.stet.client.HttpDocuments}, and says what came of it, for people or (with {@code --json}) for programs.
 * {@link dev.stet.cli.doc.TextChanges} finds what to show of two texts, {@link dev.stet.cli.doc.WordDiff} and
 * {@link dev.stet.cli.doc.LineDiff} show it.
 *
 * <p>Threads: a command runs on the main thread.
 */
package dev.stet.cli.doc;
