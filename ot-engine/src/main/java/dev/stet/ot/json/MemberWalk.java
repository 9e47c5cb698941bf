package dev.stet.ot.json;

import java.util.Optional;

/**
 * Walks over the keys at which two objects have not one and the same value. What the trees share costs nothing, if it
 * stands at the same place of both. Confined to its owner's thread.
 */
final class MemberWalk {
    private final MemberCursor before;
    private final MemberCursor after;
    private String key = "";
    private Optional<JsonValue> valueBefore = Optional.empty();
    private Optional<JsonValue> valueAfter = Optional.empty();

    MemberWalk(Members before, Members after) {
        this.before = new MemberCursor(before);
        this.after = new MemberCursor(after);
    }

    /** Returns whether two objects have equal members. */
    static boolean equal(Members one, Members other) {
        MemberWalk walk = new MemberWalk(one, other);
        while (walk.next()) {
            if (!walk.valueBefore.equals(walk.valueAfter)) {
                return false;
            }
        }
        return true;
    }

    /** Steps to the next key and returns whether there is one. */
    boolean next() {
        while (true) {
            MemberCursor.skipShared(before, after);
            boolean hasBefore = before.hasMember();
            boolean hasAfter = after.hasMember();
            if (!hasBefore && !hasAfter) {
                return false;
            }
            int order = !hasBefore ? 1 : !hasAfter ? -1 : before.key().compareTo(after.key());
            if (order == 0 && isShared(before.value(), after.value())) {
                before.step();
                after.step();
            } else {
                stop(order);
                return true;
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // a value that only equals the other is compared by who walks, once
    private static boolean isShared(JsonValue one, JsonValue other) {
        return one == other;
    }

    private void stop(int order) {
        key = order <= 0 ? before.key() : after.key();
        valueBefore = order <= 0 ? take(before) : Optional.empty();
        valueAfter = order >= 0 ? take(after) : Optional.empty();
    }

    private static Optional<JsonValue> take(MemberCursor cursor) {
        JsonValue value = cursor.value();
        cursor.step();
        return Optional.of(value);
    }

    String key() {
        return key;
    }

    Optional<JsonValue> valueBefore() {
        return valueBefore;
    }

    Optional<JsonValue> valueAfter() {
        return valueAfter;
    }
}
