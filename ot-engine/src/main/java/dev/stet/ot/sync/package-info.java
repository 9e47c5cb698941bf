/**
 * How many writers of one document come to agree: two pure state machines.
 *
 * <p>{@link dev.stet.ot.sync.DocumentAuthority} is the server's side of a document: it puts submitted operations in
 * order, and lets nobody see one before it is stored. {@link dev.stet.ot.sync.SyncClient} is the client's side: it shows
 * edits at once, sends one operation at a time, and takes in what others did. Both take an event, change their state,
 * and return effects for the caller to carry out. {@link dev.stet.ot.sync.Entry} is one operation in the log,
 * {@link dev.stet.ot.sync.OperationId} its name for ever.
 *
 * <p>One rule makes both sides compute the same: what is not in the log is {@link dev.stet.ot.Side#LEFT}, what is in the
 * log is {@link dev.stet.ot.Side#RIGHT}, and everybody transforms over single entries of the log.
 *
 * <p>Threads: a machine is confined to its owner's thread. No machine knows a socket, a clock, a disk or randomness, so
 * whole sessions are simulated in one thread from one seed.
 */
package dev.stet.ot.sync;
