package dev.stet.ot.rebase;

import dev.stet.ot.Side;

/**
 * What {@link Rebasing} has to know of the operations of a type whose documents are one sequence: they are lists of
 * components that walk over the document, and what they do not reach stays as it is. Lengths are units of the type.
 *
 * <p>Immutable, but for the cursors and builders it hands out, which belong to the caller.
 *
 * @param <O> operations, always canonical
 * @param <C> cursors: walk over an operation's components
 * @param <B> builders: make a canonical operation from components given in order
 */
public interface SequenceOperations<O, C, B> {
    /** Returns the number of components. */
    int size(O operation);

    /** Returns how many units of the document the components walk over: what is retained and deleted. */
    int baseLength(O operation);

    /** Returns how many units of the document after the operation they walk over: what is retained and inserted. */
    int targetLength(O operation);

    /** Returns the operation rewritten to follow the other: the type's own function. */
    O transform(O operation, O against, Side side);

    /** Returns a cursor before the first component. */
    C cursor(O operation);

    boolean hasNext(C cursor);

    /** Returns how many units the next component leaves as they are; 0 if it changes anything. */
    int retained(C cursor);

    /** Returns how many units of the document the next component walks over; 0 for an insert. */
    int walked(C cursor);

    /**
     * Returns whether an operation may be cut behind the next component: whatever is done to the two parts, an insert
     * that begins the second one stays behind the first. Never true of an insert.
     */
    boolean endsFragment(C cursor);

    /** Steps over the next component. */
    void skip(C cursor);

    /** Appends the next component and steps over it. */
    void moveTo(C cursor, B target);

    /** Returns a builder without components. */
    B builder();

    /** Appends a component that leaves units as they are; nothing if there are none. */
    void retain(B builder, int length);

    /** Returns the operation of the components given. */
    O build(B builder);
}
