/**
 * Takes an operation past many others in time near the number of all their components together, for types whose
 * documents are one sequence: {@link dev.stet.ot.rebase.Rebasing}.
 *
 * <p>Used by the types and not exported: nothing outside of the engine sees it. A type says how its operations are read
 * and made ({@link dev.stet.ot.rebase.SequenceOperations}). It uses the contract of types and
 * {@code dev.stet.ot.sequence}.
 *
 * <p>Threads: an operation in fragments is confined to the call that makes it; everything else is immutable.
 */
package dev.stet.ot.rebase;
