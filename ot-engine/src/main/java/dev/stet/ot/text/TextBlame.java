package dev.stet.ot.text;

import dev.stet.ot.Blame;
import dev.stet.ot.blame.SequenceBlame;

/** Who wrote what in a text, in the units of its type. */
final class TextBlame {
    private TextBlame() {}

    /** Lays all of a document of so many units to one revision. */
    static <O extends PackedOperation<O>> Blame<O> of(int length, long revision) {
        return SequenceBlame.of(length, revision, TextBlame::read);
    }

    private static void read(PackedOperation<?> operation, SequenceBlame.Walk walk) {
        for (int i = 0; i < operation.size(); i++) {
            int length = Kind.length(operation.packed(i));
            switch (Kind.of(operation.packed(i))) {
                case RETAIN -> walk.retain(length);
                case INSERT -> walk.insert(length);
                case DELETE -> walk.delete(length);
            }
        }
    }
}
