/**
 * How many writers of one document come to agree: two pure state machines.
 *
 * <p>{@link dev.stet.ot.sync.DocumentAuthority} is the server's side of a document: it puts submitted operations in
 * order, and lets nobody see one before it is stored. {@link dev.stet.ot.sync.SyncClient} is the client's side: it shows
 * edits at once, sends one operation at a time, and takes in what others did. Both take an event, change their state,
 * and return effects for the caller to carry out. {@link dev.stet.ot.sync.Entry} is one operation in the log,
 * {@link dev.stet.ot.sync.OperationId} its name for ever. {@link dev.stet.ot.sync.Undo} stands beside a client and takes
 * one user's edits back.
 *
 * <p>One rule makes both sides compute the same: what is not in the log is {@link dev.stet.ot.Side#LEFT}, what is in the
 * log is {@link dev.stet.ot.Side#RIGHT}, and everybody transforms over single entries of the log.
 *
 * <h2>What stands between the two</h2>
 *
 * The machines agree if the connection between them keeps to this:
 *
 * <ul>
 *   <li>A client hears every durable entry after its revision once, in order, and nothing that is not durable.
 *   <li>Its own entry is an acknowledgement if the operation is in flight on this connection: submitted over it, or
 *       named when the document was opened, and not refused for good since. Otherwise the client gets the entry with its
 *       operation, like everybody's: a late copy of something that was taken back, for example.
 *   <li>What was refused for good over a connection is not taken again over the same one.
 *   <li>A client with an operation in flight that is not stored is brought up to date by entries, or, if it is
 *       {@linkplain dev.stet.ot.sync.DocumentAuthority#outOfReach out of reach}, by a snapshot.
 *   <li>A store is atomic, and fails if the log has one of its revisions.
 *   <li>Where several authorities share a log, each is told sooner or later how long it is. A client that comes from
 *       another one and has more than this one waits, or is taken to be where it says it is; it is not given an older
 *       snapshot.
 * </ul>
 *
 * <p>Threads: a machine is confined to its owner's thread. No machine knows a socket, a clock, a disk or randomness, so
 * whole sessions are simulated in one thread from one seed.
 */
package dev.stet.ot.sync;
