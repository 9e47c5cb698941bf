package dev.stet.ot.text;

import dev.stet.ot.Selection;
import java.util.List;
import java.util.function.UnaryOperator;

/** Selections as the vectors of the text types write them: a number, or anchor and head. */
final class TextPositions {
    private TextPositions() {}

    /** Moves a selection and returns it in the form in which it was given. */
    static Object moved(Object position, UnaryOperator<Selection> move) {
        if (position instanceof List<?> ends) {
            Selection moved = move.apply(Selection.of((Integer) ends.get(0), (Integer) ends.get(1)));
            return List.of(moved.anchor(), moved.head());
        }
        return move.apply(Selection.caret((Integer) position)).head();
    }
}
