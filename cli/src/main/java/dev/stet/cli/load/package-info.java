/**
 * Puts a server under load with real clients, measures how long they wait, and checks that all ended well.
 *
 * <p>A {@link dev.stet.cli.load.Scenario} names a {@link dev.stet.cli.load.Workload}; a {@link dev.stet.cli.load.LoadRun} does
 * it to a {@link dev.stet.cli.load.Target}, and ends with a {@link dev.stet.cli.load.LoadResult}.
 *
 * <pre>
 *   LoadRun ──▶ Stage ──▶ Room: one document ──▶ Seat: a client with a Writer or a Reader
 *      │                    └── Deliveries                 │  turns from Turns, edits from Edits
 *      ├── Sampler, every second ──▶ Meter ◀── latencies ──┘
 *      └── Convergence, at the end ──▶ Verdict
 * </pre>
 *
 * <p>Latencies count from the time an operation was due, so that a stall shows in all operations that fell into it.
 *
 * <p>Used by the command; uses {@code dev.stet.client}. Its reports are made in {@code dev.stet.cli.load.report}, its servers
 * started in {@code dev.stet.cli.load.host}. Threads: said on each class; each client has one of its own.
 */
package dev.stet.cli.load;
