package dev.stet.server.history;

import java.util.List;

/**
 * What changed from one revision to another. Immutable.
 *
 * @param operation the change as one operation, in the encoded form of the document's type
 * @param added what was written between the two, by place in the later document
 * @param removed what was taken away or replaced between the two, by place in the earlier document
 */
public record Change(long from, long to, Object operation, List<Part> added, List<Part> removed) {
    public Change {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }
}
