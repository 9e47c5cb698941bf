/**
 * How much of something a user, an address or a document may use, and what happens at the edge of it.
 *
 * <pre>
 *   TrafficLimits ──▶ Quotas ─┬─ Budgets (one for each kind) ── Budget (one for each key) ◀── Allowance (one for each holder)
 *    the numbers              └─ Seats (one for each kind)
 * </pre>
 *
 * A {@link dev.stet.server.limits.Rate} says how much of something there is in a second, and how much may be saved up. A
 * {@code Budget} is what is left of it for one user, address or document, as a token bucket. {@link
 * dev.stet.server.limits.Budgets} knows one for everybody who used something lately. An {@link
 * dev.stet.server.limits.Allowance} is a small part of a budget that its holder has taken in advance, so that what happens
 * with every message is a subtraction. {@link dev.stet.server.limits.Seats} counts what is held rather than used up:
 * connections.
 *
 * <p>Used by {@code session}, {@code transport} and {@code StetServer}; uses nothing of this server. Threads: everything but an
 * allowance is thread-safe; nothing blocks for long. Time comes in from outside.
 */
package dev.stet.server.limits;
