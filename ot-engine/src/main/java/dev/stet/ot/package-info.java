/**
 * What a document type is.
 *
 * <p>A {@linkplain dev.stet.ot.OperationType type} is a set of snapshots, a set of operations on them, and six
 * functions over both: apply, transform, compose, invert, and the two codecs. Its laws are stated on the interface and
 * are the same for every type, so one tester checks them all. {@link dev.stet.ot.Side} breaks ties between concurrent
 * operations, {@link dev.stet.ot.Selection} is a place in a document that moves with it, {@link dev.stet.ot.Blame} says
 * at which revision each part of a document was written, and {@link dev.stet.ot.InvalidOperationException} says which {@linkplain dev.stet.ot.Rule rule} an operation broke.
 *
 * <p>Types live in packages of their own ({@code dev.stet.ot.text}); the machines that put operations in order are in
 * {@code dev.stet.ot.sync}, what reads a document's past in {@code dev.stet.ot.history}. All use this package; it uses none
 * of them.
 *
 * <p>Threads: every snapshot, operation and type is immutable. Nothing here knows a socket, a clock or a disk.
 */
package dev.stet.ot;
