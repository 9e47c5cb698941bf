/**
 * Blame of sequences.
 *
 * <p>{@link dev.stet.ot.blame.SequenceBlame} needs to know of a type only how its operations walk over a
 * document; a type whose documents hold sequences keeps {@linkplain dev.stet.ot.blame.Run runs} for each. Document types use it; it uses {@code dev.stet.ot} and {@code dev.stet.ot.sequence}, and the module does not export
 * it.
 *
 * <p>Threads: everything here is immutable.
 */
package dev.stet.ot.blame;
