package dev.stet.ot.text;

/**
 * Walks over an operation's runs: stretches of inserts and deletes with no retain between them. A run replaces one
 * range of the document by one stretch of the inserted text. Places in the document are in the type's units, places in
 * the inserted text are UTF-16 code units. Confined to its owner's thread.
 */
final class RunCursor {
    private final PackedOperation<?> operation;
    private int index;
    private int start;
    private int end;
    private int textFrom;
    private int textTo;

    RunCursor(PackedOperation<?> operation) {
        this.operation = operation;
    }

    /** Steps to the next run and returns whether there is one. */
    boolean next() {
        if (index == operation.size()) {
            return false;
        }
        start = end;
        textFrom = textTo;
        if (Kind.of(operation.packed(index)) == Kind.RETAIN) {
            start += Kind.length(operation.packed(index++));
            end = start;
        }
        while (index < operation.size()) {
            long component = operation.packed(index);
            Kind kind = Kind.of(component);
            if (kind == Kind.RETAIN) {
                break;
            }
            if (kind == Kind.INSERT) {
                textTo += Kind.extent(component);
            } else {
                end += Kind.length(component);
            }
            index++;
        }
        return true;
    }

    /** Returns where in the document the current run begins. */
    int start() {
        return start;
    }

    /** Returns where in the document the current run ends: what lies between is deleted. */
    int end() {
        return end;
    }

    /** Returns where in {@link PackedOperation#inserted()} the current run's text begins. */
    int textFrom() {
        return textFrom;
    }

    /** Returns where in {@link PackedOperation#inserted()} the current run's text ends. */
    int textTo() {
        return textTo;
    }
}
