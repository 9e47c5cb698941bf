/**
 * Whole sessions in one thread, from one seed: two to eight {@link dev.stet.ot.sync.simulation.Editor editors}, one or
 * two {@link dev.stet.ot.sync.simulation.Node nodes} with an authority each, a
 * {@link dev.stet.ot.sync.simulation.Disk} that both write to, and {@link dev.stet.ot.sync.simulation.Connection
 * connections} between them.
 *
 * <p>A {@link dev.stet.ot.sync.simulation.Schedule} picks at random what happens next: an edit, a message that arrives, a
 * store that ends, a {@link dev.stet.ot.sync.simulation.Fault}. Every step is checked against the disk, which is the
 * truth. After a while the faults and the edits end, everybody comes to rest, and all must be equal.
 *
 * <p>The {@link dev.stet.ot.sync.simulation.Flaw flaws} are mistakes that the model can be told to make. Each must be
 * noticed: a check that cannot fail shows nothing.
 */
package dev.stet.ot.sync.simulation;
