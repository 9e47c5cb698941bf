package dev.stet.ot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A type of document: immutable snapshots {@code S}, immutable operations {@code O}, and the functions that make
 * concurrent editing of them converge.
 *
 * <h2>Laws</h2>
 *
 * For every snapshot {@code s}, operations {@code a} and {@code b} valid for {@code s}, and {@code c} valid for
 * {@code apply(s, a)}:
 *
 * <ul>
 *   <li><b>Convergence (TP1).</b>
 *       <pre>
 *                 s
 *              a / \ b
 *               /   \
 *        b'     \   /   a'
 *                \ /
 *                 s'       a' = transform(a, b, side),  b' = transform(b, a, side.opposite())
 *       </pre>
 *       {@code apply(apply(s, a), b')} equals {@code apply(apply(s, b), a')}.
 *   <li><b>Rebasing.</b> {@link #rebase} gives what {@code transform} in a loop gives.
 *   <li><b>Composition.</b> {@code apply(s, compose(a, c))} equals {@code apply(apply(s, a), c)}, and composing is
 *       associative in effect.
 *   <li><b>Inversion.</b> {@code apply(apply(s, a), invert(a, s))} equals {@code s}.
 *   <li><b>Canonical form.</b> Operations are in canonical form however they were made; {@code equals} compares it.
 *   <li><b>Round trip.</b> {@code decode(encode(a))} equals {@code a}, and the same for snapshots.
 *   <li><b>Selections.</b> A selection moved by {@link #transformSelection} stays with the content it marked.
 *   <li><b>Purity.</b> No function changes its arguments or anything else.
 * </ul>
 *
 * <h2>Not promised</h2>
 *
 * TP2 (agreement over every order of three concurrent operations): one authority orders all operations, so it is never
 * needed. And transforming over a composition, {@code transform(a, compose(b, c))}, may differ from transforming over
 * {@code b} and then {@code c}: both sides of a session must transform over the same units.
 *
 * <h2>Encoded form</h2>
 *
 * Codecs speak in plain JSON-shaped values, so that no JSON library is needed: {@code String}, {@code Boolean}, any
 * {@code Number} with an integral or double value, {@code List<?>}, {@code Map<String, ?>}, and {@code null}.
 *
 * <p>Threads: an implementation is immutable and may be shared.
 *
 * @param <S> snapshots: immutable, with a meaningful {@code equals}
 * @param <O> operations: immutable, with a meaningful {@code equals}
 */
public interface OperationType<S, O> {

    /** Returns the short name, as on the wire: {@code text}. */
    String name();

    /** Returns the name this type has in the field, for instance {@code http://sharejs.org/types/textv1}. */
    String uri();

    /** Returns the snapshot at revision 0. */
    S empty();

    /** Returns the operation that changes nothing. */
    O noop();

    /**
     * Returns the snapshot after the operation.
     *
     * @throws InvalidOperationException if the operation does not fit the snapshot
     */
    S apply(S snapshot, O operation);

    /**
     * Returns the operation with all said that {@link #compose} and {@link #invert} go by and that it may leave unsaid:
     * what a value replaces, for instance. The effect is the same. An authority completes what it puts in the log, a client
     * what its user edits; most types leave nothing unsaid, and return the operation as it is.
     *
     * @param before the snapshot that the operation fits
     * @throws InvalidOperationException if it does not, where that is noticed
     */
    default O complete(O operation, S before) {
        return operation;
    }

    /**
     * Returns {@code operation} rewritten so that it can be applied after {@code against}, keeping its intention. Both
     * must be valid for the same snapshot.
     *
     * @param side the side of {@code operation}
     * @throws InvalidOperationException if the two cannot have been made on one snapshot, where that can be noticed
     */
    O transform(O operation, O against, Side side);

    /**
     * Returns the side whose operation gives way where both set one value: the other side's value stays. A type whose
     * operations set no values answers with either.
     */
    Side yielding();

    /**
     * Takes an operation and a run of others that were made at the same time past each other, one by one: never over a
     * composition, which could give another result. What comes out is exactly that of {@link #transform} in a loop; a
     * type may do it in time near the size of the operation and of the run together.
     *
     * @param over operations that follow one another, the first one made on the same snapshot as {@code operation}
     * @param side the side of {@code operation}
     * @throws InvalidOperationException as {@link #transform}
     */
    default Rebased<O> rebase(O operation, List<O> over, Side side) {
        O mine = operation;
        List<O> theirs = new ArrayList<>(over.size());
        for (O other : over) {
            theirs.add(transform(other, mine, side.opposite()));
            mine = transform(mine, other, side);
        }
        return new Rebased<>(mine, theirs);
    }

    /**
     * Returns the operation with the effect of both, in order of application.
     *
     * @throws InvalidOperationException if {@code second} cannot follow {@code first}, where that can be noticed
     */
    O compose(O first, O second);

    /**
     * Returns the operation with the effect of all, in order of application; {@link #noop} for none. Composes
     * neighbours in rounds, so that no long operation is walked over for every short one: the cost is about that of
     * walking over all of them, times the logarithm of their number.
     *
     * @throws InvalidOperationException if one cannot follow those before it, where that can be noticed
     */
    default O composeAll(List<O> operations) {
        if (operations.isEmpty()) {
            return noop();
        }
        List<O> round = operations;
        while (round.size() > 1) {
            List<O> next = new ArrayList<>(round.size() / 2 + 1);
            for (int i = 0; i + 1 < round.size(); i += 2) {
                next.add(compose(round.get(i), round.get(i + 1)));
            }
            if (round.size() % 2 == 1) {
                next.add(round.get(round.size() - 1));
            }
            round = next;
        }
        return round.get(0);
    }

    /**
     * Returns the operation that undoes {@code operation}.
     *
     * @param before the snapshot that {@code operation} was applied to
     * @throws InvalidOperationException if the operation does not fit the snapshot
     */
    O invert(O operation, S before);

    /**
     * Returns an operation that turns one snapshot into the other. It need not be the shortest one; it leaves a common
     * beginning and end alone.
     */
    O diff(S before, S after);

    /**
     * Returns the selection moved over an operation of somebody else, or nothing if the place it marked is gone. An
     * insert exactly at an end of the selection does not move that end.
     *
     * @throws InvalidOperationException if the selection lies outside the document that the operation was made on,
     *     where that can be noticed
     */
    Optional<Selection> transformSelection(Selection selection, O operation);

    /**
     * Returns whether the selection lies within the snapshot. Only such a selection may be transformed or stored.
     */
    boolean contains(S snapshot, Selection selection);

    /**
     * Returns who wrote what in a snapshot, all of it laid to one revision: where a history begins. A type that does not
     * tell the parts of its documents apart lays all of one to the revision that changed it last.
     */
    default Blame<O> blame(S snapshot, long revision) {
        return new WholeBlame<>(this, snapshot, revision);
    }

    /** Returns how large the snapshot is, in units of the type ({@code text}: UTF-16 code units). Constant time. */
    long size(S snapshot);

    /**
     * Reads an operation in its encoded form.
     *
     * @throws InvalidOperationException with the broken rule and the component's index, if it is not well formed
     */
    O decode(Object json);

    /** Returns the encoded form of an operation. */
    Object encode(O operation);

    /**
     * Reads a snapshot in its encoded form.
     *
     * @throws InvalidOperationException if it is not well formed
     */
    S decodeSnapshot(Object json);

    /** Returns the encoded form of a snapshot. Takes time in proportion to its size. */
    Object encodeSnapshot(S snapshot);
}
