/**
 * What document types are built of: a {@linkplain dev.stet.ot.sequence.Sequence persistent sequence} of elements that
 * have lengths.
 *
 * <p>Used by the types and not exported: nothing outside of the engine sees it. It uses nothing.
 *
 * <p>Threads: everything public is immutable.
 */
package dev.stet.ot.sequence;
