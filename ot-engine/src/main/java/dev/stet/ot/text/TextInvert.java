package dev.stet.ot.text;

/** Undoes an operation of type {@code text}. */
final class TextInvert {
    private TextInvert() {}

    /** Returns the operation that undoes the operation on a document that it fits. */
    static TextOperation invert(TextOperation operation, Rope before) {
        TextOperationBuilder inverse = TextOperation.builder();
        int walked = 0;
        RunCursor runs = new RunCursor(operation);
        while (runs.next()) {
            inverse.retain(runs.start() - walked);
            inverse.insert(before.substring(runs.start(), runs.end()));
            inverse.delete(runs.textTo() - runs.textFrom());
            walked = runs.end();
        }
        return inverse.build();
    }
}
