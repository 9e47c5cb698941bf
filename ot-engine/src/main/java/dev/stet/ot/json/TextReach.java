package dev.stet.ot.json;

/** Steps of an edit, on the units of a string. */
record TextReach() implements Reach<Text0Component> {
    @Override
    public int first(Text0Component edit) {
        return edit.at();
    }

    @Override
    public int taken(Text0Component edit) {
        return edit instanceof Text0Component.Delete ? edit.text().length() : 0;
    }

    @Override
    public int growth(Text0Component edit) {
        return edit instanceof Text0Component.Delete
                ? -edit.text().length()
                : edit.text().length();
    }

    @Override
    public boolean isInside(Text0Component edit) {
        return false;
    }

    @Override
    public Text0Component shifted(Text0Component edit, int by) {
        return switch (edit) {
            case Text0Component.Insert insert -> new Text0Component.Insert(insert.at() + by, insert.text());
            case Text0Component.Delete delete -> new Text0Component.Delete(delete.at() + by, delete.text());
        };
    }
}
