package dev.stet.ot;

/**
 * Which of two concurrent operations yields when both claim the same place. Each type says what the sides mean to it;
 * for text, the insert of {@link #LEFT} ends up to the left.
 *
 * <p>One rule holds everywhere in this project, on servers and on clients: an operation that is not yet in the log is
 * {@code LEFT}, an entry of the log is {@code RIGHT}. (The convention of ShareDB.)
 */
public enum Side {
    LEFT,
    RIGHT;

    /** Returns the side of the other operation. */
    public Side opposite() {
        return this == LEFT ? RIGHT : LEFT;
    }
}
