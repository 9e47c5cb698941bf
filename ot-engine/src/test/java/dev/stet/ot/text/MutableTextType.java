package dev.stet.ot.text;

import static dev.stet.ot.text.TextType.TEXT;

import dev.stet.ot.DocumentGenerator;
import dev.stet.ot.OperationType;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Text in a document that could be changed in place: whether apply does so is what the laws must notice. */
final class MutableTextType implements OperationType<MutableTextType.Text, TextOperation> {
    private final boolean changesInPlace;

    MutableTextType(boolean changesInPlace) {
        this.changesInPlace = changesInPlace;
    }

    /** A text that can be changed. */
    static final class Text {
        private Rope content;

        Text(Rope content) {
            this.content = content;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text text && text.content.equals(content);
        }

        @Override
        public int hashCode() {
            return content.hashCode();
        }

        @Override
        public String toString() {
            return content.toString();
        }
    }

    /** {@link TextGenerator}'s documents and edits. */
    static final class Generator implements DocumentGenerator<Text, TextOperation> {
        private final TextGenerator texts = new TextGenerator();

        @Override
        public Text snapshot(int size, RandomGenerator random) {
            return new Text(texts.snapshot(size, random));
        }

        @Override
        public Edit<Text, TextOperation> edit(Text snapshot, int size, RandomGenerator random) {
            Edit<Rope, TextOperation> edit = texts.edit(snapshot.content, size, random);
            return new Edit<>(edit.operation(), new Text(edit.expected()));
        }
    }

    @Override
    public Text apply(Text snapshot, TextOperation operation) {
        Text after = new Text(TEXT.apply(snapshot.content, operation));
        if (changesInPlace && operation.lengthChange() < 0) {
            snapshot.content = after.content;
        }
        return after;
    }

    @Override
    public String name() {
        return "mutable text";
    }

    @Override
    public String uri() {
        return "urn:mutable-text";
    }

    @Override
    public Text empty() {
        return new Text(TEXT.empty());
    }

    @Override
    public TextOperation noop() {
        return TEXT.noop();
    }

    @Override
    public TextOperation transform(TextOperation operation, TextOperation against, Side side) {
        return TEXT.transform(operation, against, side);
    }

    @Override
    public Side yielding() {
        return TEXT.yielding();
    }

    @Override
    public TextOperation compose(TextOperation first, TextOperation second) {
        return TEXT.compose(first, second);
    }

    @Override
    public TextOperation invert(TextOperation operation, Text before) {
        return TEXT.invert(operation, before.content);
    }

    @Override
    public TextOperation diff(Text before, Text after) {
        return TEXT.diff(before.content, after.content);
    }

    @Override
    public Optional<Selection> transformSelection(Selection selection, TextOperation operation) {
        return TEXT.transformSelection(selection, operation);
    }

    @Override
    public boolean contains(Text snapshot, Selection selection) {
        return TEXT.contains(snapshot.content, selection);
    }

    @Override
    public long size(Text snapshot) {
        return TEXT.size(snapshot.content);
    }

    @Override
    public TextOperation decode(Object json) {
        return TEXT.decode(json);
    }

    @Override
    public Object encode(TextOperation operation) {
        return TEXT.encode(operation);
    }

    @Override
    public Text decodeSnapshot(Object json) {
        return new Text(TEXT.decodeSnapshot(json));
    }

    @Override
    public Object encodeSnapshot(Text snapshot) {
        return TEXT.encodeSnapshot(snapshot.content);
    }
}
