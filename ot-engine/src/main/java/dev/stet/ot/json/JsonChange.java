package dev.stet.ot.json;

import java.util.List;

/**
 * What a {@link JsonComponent} does at its path.
 *
 * <pre>
 *   the path leads to                      change                                  encoded
 *   ──────────────────────────────────────────────────────────────────────────────────────────────────────
 *   a number                               Add                                     na
 *   a string                               EditText                                t: "text0", o
 *                                          EditString                              si, sd   (the older form)
 *   an item's place in an array            InsertItem  DeleteItem  ReplaceItem     li, ld, ld + li
 *                                          MoveItem                                lm
 *   a member's place in an object,         PutMember  RemoveMember  ReplaceMember  oi, od, od + oi
 *   or the root
 * </pre>
 *
 * <p>Immutable.
 */
public sealed interface JsonChange {
    /** A change that takes a value away, and says which. */
    sealed interface Deleting extends JsonChange permits DeleteItem, ReplaceItem, RemoveMember, ReplaceMember {
        /** Returns the value that the document has there before. */
        JsonValue deleted();

        /** Returns the change with another value taken away. */
        Deleting deleting(JsonValue value);
    }

    /** A change of an array, at an index. */
    sealed interface ItemChange extends JsonChange permits InsertItem, DeleteItem, ReplaceItem, MoveItem {}

    /** A change of an object, at a key; at the empty path, of the whole document. */
    sealed interface MemberChange extends JsonChange permits PutMember, RemoveMember, ReplaceMember {}

    /** A change of a string. */
    sealed interface StringChange extends JsonChange permits EditText, EditString {
        /** Returns the steps. */
        List<Text0Component> edits();
    }

    /** Adds to a number. */
    record Add(JsonNumber amount) implements JsonChange {}

    /** Changes a string. */
    record EditText(List<Text0Component> edits) implements StringChange {
        public EditText {
            edits = List.copyOf(edits);
        }
    }

    /** Changes a string, in the older form, which says one step. */
    record EditString(Text0Component edit) implements StringChange {
        @Override
        public List<Text0Component> edits() {
            return List.of(edit);
        }
    }

    /** Puts an item in before the one at the index, or at the end. */
    record InsertItem(JsonValue inserted) implements ItemChange {}

    /** Takes the item at the index away. */
    record DeleteItem(JsonValue deleted) implements ItemChange, Deleting {
        @Override
        public DeleteItem deleting(JsonValue value) {
            return new DeleteItem(value);
        }
    }

    /** Puts another item in the place of the one at the index. */
    record ReplaceItem(JsonValue deleted, JsonValue inserted) implements ItemChange, Deleting {
        @Override
        public ReplaceItem deleting(JsonValue value) {
            return new ReplaceItem(value, inserted);
        }
    }

    /** Takes the item at the index out and puts it in at the index {@code to} of what is left. */
    record MoveItem(int to) implements ItemChange {}

    /**
     * Puts a member in. If there is one with this key it is replaced, though the operation does not say what is
     * replaced; {@link Json0Type#complete} makes it say so.
     */
    record PutMember(JsonValue inserted) implements MemberChange {}

    /** Takes a member away; the whole document, which then is {@code null}. */
    record RemoveMember(JsonValue deleted) implements MemberChange, Deleting {
        @Override
        public RemoveMember deleting(JsonValue value) {
            return new RemoveMember(value);
        }
    }

    /** Puts another value in the place of a member's. */
    record ReplaceMember(JsonValue deleted, JsonValue inserted) implements MemberChange, Deleting {
        @Override
        public ReplaceMember deleting(JsonValue value) {
            return new ReplaceMember(value, inserted);
        }
    }
}
