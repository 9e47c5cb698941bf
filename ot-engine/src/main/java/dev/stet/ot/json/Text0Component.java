package dev.stet.ot.json;

/**
 * One step of an edit of a string: a text put in or taken away at a position. The steps of an edit follow one another:
 * each position is one in the text that the steps before it left. Positions are UTF-16 code units, 0 or more.
 */
public sealed interface Text0Component {
    /** Returns where. */
    int at();

    /** Returns the text that is put in or taken away; never empty. */
    String text();

    /** Puts a text in. */
    record Insert(int at, String text) implements Text0Component {}

    /** Takes away the text that begins there. */
    record Delete(int at, String text) implements Text0Component {}
}
