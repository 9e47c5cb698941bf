package dev.stet.ot.json;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.Side;
import java.util.ArrayList;
import java.util.List;

/** Edits of strings, as ottypes {@code text0}: lists of components that follow one another. */
final class Text0 implements ListTransform.Kind<Text0Component> {
    static final Text0 TEXT0 = new Text0();

    private Text0() {}

    /**
     * Returns the string after an edit.
     *
     * @param component of the operation that the edit belongs to, or -1
     */
    static JsonString apply(JsonString before, List<Text0Component> edits, int component) {
        JsonString result = before;
        for (Text0Component edit : edits) {
            result = apply(result, edit, component);
        }
        return result;
    }

    private static JsonString apply(JsonString before, Text0Component edit, int component) {
        int at = edit.at();
        switch (edit) {
            case Text0Component.Insert insert -> {
                requireCut(before, at, 0, component);
                if ((long) before.length() + insert.text().length() > Integer.MAX_VALUE) {
                    throw new InvalidOperationException(
                            Rule.TOO_LARGE,
                            component,
                            "a string would be longer than can be counted, length=" + before.length() + " change="
                                    + insert.text().length());
                }
                return before.replace(at, at, insert.text());
            }
            case Text0Component.Delete delete -> {
                int length = delete.text().length();
                requireCut(before, at, length, component);
                if (!before.matches(at, delete.text())) {
                    throw new InvalidOperationException(
                            Rule.DIFFERENT_CONTENT,
                            component,
                            "the text to be deleted is not the one in the string, at=" + at + " length=" + length);
                }
                return before.replace(at, at + length, "");
            }
        }
    }

    private static void requireCut(JsonString text, int at, int length, int component) {
        if (at > text.length() - length) {
            throw new InvalidOperationException(
                    Rule.PAST_THE_END,
                    component,
                    "an edit reaches past the end of the string, at=" + at + " length=" + length + " stringLength="
                            + text.length());
        }
        if (!text.isBoundary(at) || !text.isBoundary(at + length)) {
            throw new InvalidOperationException(
                    Rule.SPLITS_SURROGATE_PAIR, component, "an edit would cut a surrogate pair, at=" + at);
        }
    }

    /** Returns the edit that undoes an edit. */
    static List<Text0Component> invert(List<Text0Component> edits) {
        List<Text0Component> inverse = new ArrayList<>(edits.size());
        for (int i = edits.size() - 1; i >= 0; i--) {
            inverse.add(invert(edits.get(i)));
        }
        return inverse;
    }

    static Text0Component invert(Text0Component edit) {
        return switch (edit) {
            case Text0Component.Insert insert -> new Text0Component.Delete(insert.at(), insert.text());
            case Text0Component.Delete delete -> new Text0Component.Insert(delete.at(), delete.text());
        };
    }

    static List<Text0Component> compose(List<Text0Component> first, List<Text0Component> second) {
        List<Text0Component> both = new ArrayList<>(first);
        second.forEach(edit -> TEXT0.append(both, edit));
        return both;
    }

    static List<Text0Component> transform(List<Text0Component> edits, List<Text0Component> against, Side side) {
        return ListTransform.one(TEXT0, edits, against, side);
    }

    /**
     * Returns where a position goes.
     *
     * @param side of the position: {@code RIGHT} goes behind a text put in exactly there
     */
    static int transformPosition(int position, List<Text0Component> edits, Side side) {
        int moved = position;
        for (Text0Component edit : edits) {
            moved = transformPosition(moved, edit, side);
        }
        return moved;
    }

    private static int transformPosition(int position, Text0Component edit, Side side) {
        int at = edit.at();
        int length = edit.text().length();
        return switch (edit) {
            case Text0Component.Insert insert ->
                at < position || (at == position && side == Side.RIGHT) ? sum(position, length) : position;
            case Text0Component.Delete delete -> position <= at ? position : Math.max(at, position - length);
        };
    }

    @Override
    public void append(List<Text0Component> list, Text0Component edit) {
        int last = list.size() - 1;
        if (last >= 0) {
            Text0Component before = list.get(last);
            if (before instanceof Text0Component.Insert one
                    && edit instanceof Text0Component.Insert other
                    && one.at() <= other.at()
                    && other.at() - one.at() <= one.text().length()) {
                list.set(
                        last,
                        new Text0Component.Insert(one.at(), put(other.text(), one.text(), other.at() - one.at())));
                return;
            }
            if (before instanceof Text0Component.Delete one
                    && edit instanceof Text0Component.Delete other
                    && other.at() <= one.at()
                    && one.at() - other.at() <= other.text().length()) {
                list.set(
                        last,
                        new Text0Component.Delete(other.at(), put(one.text(), other.text(), one.at() - other.at())));
                return;
            }
        }
        list.add(edit);
    }

    /** Returns {@code outer} with {@code inner} put in. */
    private static String put(String inner, String outer, int at) {
        if (at > 0 && at < outer.length() && Character.isLowSurrogate(outer.charAt(at))) {
            throw new InvalidOperationException(
                    Rule.SPLITS_SURROGATE_PAIR, -1, "an edit would cut a surrogate pair of the one before, at=" + at);
        }
        return outer.substring(0, at).concat(inner).concat(outer.substring(at));
    }

    /**
     * <pre>
     *                     against insert t                          against delete t
     *   insert s │ at moved; at its place LEFT stays first     │ at moved
     *   delete s │ what is before t stays, what is behind      │ what t does not overlap, at moved;
     *            │ moves: two pieces if t is inside            │ nothing if nothing is left
     * </pre>
     */
    @Override
    public void transform(Text0Component edit, Text0Component against, Side side, List<Text0Component> list) {
        switch (edit) {
            case Text0Component.Insert insert -> {
                int at = transformPosition(insert.at(), against, side);
                append(list, at == insert.at() ? insert : new Text0Component.Insert(at, insert.text()));
            }
            case Text0Component.Delete delete -> {
                switch (against) {
                    case Text0Component.Insert insert -> passInsert(delete, insert, list);
                    case Text0Component.Delete other -> passDelete(delete, other, list);
                }
            }
        }
    }

    private void passInsert(Text0Component.Delete delete, Text0Component.Insert against, List<Text0Component> list) {
        int length = delete.text().length();
        int before = Math.max(0, Math.min(length, against.at() - delete.at()));
        if (before == length) {
            append(list, delete);
            return;
        }
        if (before > 0) {
            append(list, new Text0Component.Delete(delete.at(), delete.text().substring(0, before)));
        }
        int at = sum(delete.at(), against.text().length());
        append(list, new Text0Component.Delete(at, delete.text().substring(before)));
    }

    private void passDelete(Text0Component.Delete delete, Text0Component.Delete against, List<Text0Component> list) {
        int shift = against.at() - delete.at();
        int length = delete.text().length();
        int from = Math.max(0, Math.min(length, shift));
        long end = (long) shift + against.text().length();
        int to = (int) Math.max(0, Math.min(length, end));
        if (from < to && !delete.text().regionMatches(from, against.text(), from - shift, to - from)) {
            throw new InvalidOperationException(
                    Rule.DIFFERENT_CONTENT, -1, "two edits delete different texts at one place, at=" + delete.at());
        }
        if (to - from == length) {
            return;
        }
        int at = transformPosition(delete.at(), against, Side.LEFT);
        if (from < to) {
            String left = delete.text().substring(0, from).concat(delete.text().substring(to));
            append(list, new Text0Component.Delete(at, left));
        } else {
            append(list, at == delete.at() ? delete : new Text0Component.Delete(at, delete.text()));
        }
    }

    private static int sum(int position, int length) {
        if (position > Integer.MAX_VALUE - length) {
            throw new InvalidOperationException(
                    Rule.PAST_THE_END,
                    -1,
                    "a position would be beyond what can be counted, position=" + position + " added=" + length);
        }
        return position + length;
    }
}
