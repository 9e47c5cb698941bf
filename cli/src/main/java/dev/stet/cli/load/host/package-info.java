/**
 * The server that a load goes to: {@link dev.stet.cli.load.host.SomebodysServer} runs anyway,
 * {@link dev.stet.cli.load.host.ChildServer} is started for the load in a process of its own, so that it can be measured
 * apart, {@link dev.stet.cli.load.host.InProcessServer} in this one. What was started is stopped, and what it kept removed,
 * unless a store was named.
 *
 * <p>Used by the command; knows nothing of loads but how a server's usage is told. Threads: said on each class.
 */
package dev.stet.cli.load.host;
