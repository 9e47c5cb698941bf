package example;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.OperationType;
import dev.stet.ot.Rule;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import java.util.Map;
import java.util.Optional;

/** A document type of one's own: a title that is set as a whole. Of two people who set it at once, one prevails. */
public final class TitleType implements OperationType<String, TitleType.Change> {
    /** Sets the title, or changes nothing. */
    public record Change(Optional<String> title) {
        static final Change NONE = new Change(Optional.empty());

        static Change to(String title) {
            return new Change(Optional.of(title));
        }
    }

    @Override
    public String name() {
        return "title";
    }

    @Override
    public String uri() {
        return "urn:example:title";
    }

    @Override
    public String empty() {
        return "";
    }

    @Override
    public Change noop() {
        return Change.NONE;
    }

    @Override
    public String apply(String snapshot, Change operation) {
        return operation.title().orElse(snapshot);
    }

    /** What was set meanwhile stays, if this operation is on the side that yields. */
    @Override
    public Change transform(Change operation, Change against, Side side) {
        return side == yielding() && against.title().isPresent() ? Change.NONE : operation;
    }

    @Override
    public Side yielding() {
        return Side.RIGHT;
    }

    @Override
    public Change compose(Change first, Change second) {
        return second.title().isPresent() ? second : first;
    }

    @Override
    public Change invert(Change operation, String before) {
        return operation.title().isPresent() ? Change.to(before) : Change.NONE;
    }

    @Override
    public Change diff(String before, String after) {
        return before.equals(after) ? Change.NONE : Change.to(after);
    }

    /** A caret stays where it is, unless the title is another one now. */
    @Override
    public Optional<Selection> transformSelection(Selection selection, Change operation) {
        return Optional.of(selection).filter(place -> operation.title().isEmpty());
    }

    @Override
    public boolean contains(String snapshot, Selection selection) {
        return selection.path().isEmpty() && Math.max(selection.anchor(), selection.head()) <= snapshot.length();
    }

    @Override
    public long size(String snapshot) {
        return snapshot.length();
    }

    @Override
    public Change decode(Object json) {
        if (json instanceof Map<?, ?> fields && fields.isEmpty()) {
            return Change.NONE;
        }
        if (json instanceof Map<?, ?> fields && fields.size() == 1 && fields.get("set") instanceof String title) {
            return Change.to(title);
        }
        throw new InvalidOperationException(Rule.MALFORMED, -1, "a change is {} or {\"set\": \"a title\"}");
    }

    @Override
    public Object encode(Change operation) {
        return operation.title().map(title -> Map.of("set", title)).orElse(Map.of());
    }

    @Override
    public String decodeSnapshot(Object json) {
        if (json instanceof String title) {
            return title;
        }
        throw new InvalidOperationException(Rule.MALFORMED, -1, "a title is a string");
    }

    @Override
    public Object encodeSnapshot(String snapshot) {
        return snapshot;
    }
}
