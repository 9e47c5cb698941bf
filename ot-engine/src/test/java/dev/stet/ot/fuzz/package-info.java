/**
 * Feeds every type with what is almost an operation or a snapshot: {@link dev.stet.ot.fuzz.TypeFuzzTest}.
 *
 * <p>A {@link dev.stet.ot.fuzz.FuzzSession} begins with encoded edits that are valid and changes them with a
 * {@link dev.stet.ot.fuzz.JsonMutator}. What makes a type behave as it did not before in the session is kept, and
 * changed further. A session's seed decides everything.
 */
package dev.stet.ot.fuzz;
