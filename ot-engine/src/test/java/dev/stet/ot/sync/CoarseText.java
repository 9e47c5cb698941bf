package dev.stet.ot.sync;

import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;

/** Text whose difference is one replacement, as every client can find it: how finely to compare is a client's own business. */
public final class CoarseText extends DelegatingType<Rope, TextOperation> {
    public CoarseText() {
        super(TextType.TEXT);
    }

    @Override
    public TextOperation diff(Rope before, Rope after) {
        String one = before.toString();
        String other = after.toString();
        int shorter = Math.min(one.length(), other.length());
        int start = 0;
        while (start < shorter && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        start -= before.isBoundary(start) && after.isBoundary(start) ? 0 : 1;
        int end = 0;
        while (end < shorter - start && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        end -= before.isBoundary(one.length() - end) && after.isBoundary(other.length() - end) ? 0 : 1;
        return TextOperation.replace(start, one.length() - end - start, other.substring(start, other.length() - end));
    }
}
