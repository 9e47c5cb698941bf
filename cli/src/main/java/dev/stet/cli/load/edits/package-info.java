/**
 * What writers do to documents: {@link dev.stet.cli.load.edits.DocumentKind} is a type of document with its content and its
 * writers' {@link dev.stet.cli.load.edits.Edits}, in the proportions of a {@link dev.stet.cli.load.edits.Mix}.
 *
 * <p>Used by {@code dev.stet.cli.load}; uses the engine's types and recorded traces, knows no server. Threads: an instance
 * of {@code Edits} is confined to its writer's client's thread, all else is immutable.
 */
package dev.stet.cli.load.edits;
