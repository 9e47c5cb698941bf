package dev.stet.ot.json;

import dev.stet.ot.blame.Run;
import dev.stet.ot.sequence.Elements;
import dev.stet.ot.sequence.Sequence;

/**
 * At which revisions a value, and what is in it, was written. Only what was written apart is kept apart: a value that
 * was put in as a whole is one {@link Whole}, however large.
 *
 * <pre>
 *   revision 1 puts   {"title": "Fox", "tags": [1, 2]}    Whole 1
 *   revision 2 types  "Fox!"                              OfObject 1 { title: OfString 1 [3×1, 1×2] }
 *   revision 3 puts   3 between                           OfObject 1 { tags: OfArray 1 [1×Whole 1, Whole 3, 1×Whole 1],
 *                                                                      title: … }
 * </pre>
 *
 * <p>Immutable.
 */
sealed interface Writing {
    /** Returns the revision that the value itself was written at, apart from what is in it. */
    long revision();

    /** All of the value was written at one revision. */
    record Whole(long revision) implements Writing {}

    /** An array. */
    record OfArray(long revision, Sequence<Items> items) implements Writing {}

    /** An object: the members that were written apart from it, in the order of their keys. */
    record OfObject(long revision, Sequence<Member> members) implements Writing {}

    /** A string, by UTF-16 code units. */
    record OfString(long revision, Sequence<Run> units) implements Writing {}

    /** So many items of an array, one after the other, that were written alike; only {@link Whole} ones are many. */
    record Items(int count, Writing writing) {
        static final Elements<Items> ELEMENTS = new Elements<>() {
            @Override
            public int length(Items items) {
                return items.count;
            }

            @Override
            public Items slice(Items items, int from, int to) {
                return new Items(to - from, items.writing);
            }

            @Override
            public boolean merges(Items left, Items right) {
                return left.writing instanceof Whole && left.writing.equals(right.writing);
            }

            @Override
            public Items merge(Items left, Items right) {
                return new Items(left.count + right.count, left.writing);
            }
        };
    }

    /** A member of an object. */
    record Member(String key, Writing writing) {
        static final Elements<Member> ELEMENTS = new Elements<>() {
            @Override
            public int length(Member member) {
                return 1;
            }

            @Override
            public Member slice(Member member, int from, int to) {
                throw new UnsupportedOperationException("a member of an object is not cut");
            }
        };
    }
}
