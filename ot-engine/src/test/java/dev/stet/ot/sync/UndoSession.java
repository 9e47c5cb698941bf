package dev.stet.ot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.CharacterSequence;
import dev.stet.ot.OperationType;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * A user who edits, undoes and redoes, and others.
 *
 * @param type the document's type
 * @param undoType the type that undo believes it to be
 */
record UndoSession<S, O>(OperationType<S, O> type, OperationType<S, O> undoType, CharacterSequence<S, O> characters) {
    static final int FIRST_CHARACTER = 0x4e00;

    void run(RandomGenerator random) {
        new Run<>(this, random).run();
    }

    private static final class Run<S, O> {
        private final OperationType<S, O> type;
        private final CharacterSequence<S, O> characters;
        private final RandomGenerator random;
        private final Undo<S, O> undo;
        private final RememberedText expected;
        private final Set<Long> order = new HashSet<>();
        private S shown;
        private int nextCharacter = FIRST_CHARACTER;
        private boolean joinable;

        Run(UndoSession<S, O> session, RandomGenerator random) {
            this.type = session.type();
            this.characters = session.characters();
            this.random = random;
            this.undo = new Undo<>(session.undoType(), 100);
            String first = fresh(random.nextInt(6));
            this.shown = characters.document(first);
            this.expected = new RememberedText(first);
        }

        void run() {
            for (int i = random.nextInt(1, 30); i > 0; i--) {
                switch (random.nextInt(8)) {
                    case 0, 1 -> edit(true);
                    case 2, 3, 4 -> edit(false);
                    case 5, 6 -> step(undo.undo(shown), expected.undo());
                    default -> step(undo.redo(shown), expected.redo());
                }
                check(expected.visible());
            }
            while (expected.undo()) {
                step(undo.undo(shown), true);
                check(expected.visible());
            }
            step(undo.undo(shown), false);
            check(expected.others());
        }

        private void edit(boolean mine) {
            String text = characters.characters(shown);
            int length = text.codePointCount(0, text.length());
            int at = random.nextInt(length + 1);
            int deleted = random.nextInt(3) == 0 ? random.nextInt(Math.min(length - at, 4) + 1) : 0;
            String inserted = random.nextInt(3) == 0 ? "" : fresh(random.nextInt(1, 4));
            O operation = characters.replace(shown, at, deleted, inserted);
            int from = text.offsetByCodePoints(0, at);
            String gone = text.substring(from, text.offsetByCodePoints(from, deleted));
            if (mine) {
                boolean joined = joinable && random.nextInt(3) == 0;
                if (joined) {
                    undo.joined(operation, shown);
                } else {
                    undo.edited(operation, shown);
                }
                joinable |= deleted > 0 || !inserted.isEmpty();
                expected.mine(gone, inserted, joined);
            } else {
                undo.shown(operation);
                expected.theirs(gone, inserted);
            }
            shown = type.apply(shown, operation);
        }

        private void step(Optional<O> operation, boolean possible) {
            joinable = false;
            assertThat(operation.isPresent()).as("something to do").isEqualTo(possible);
            operation.ifPresent(present -> shown = type.apply(shown, present));
        }

        private void check(Set<Integer> visible) {
            String text = characters.characters(shown);
            int[] seen = text.codePoints().toArray();
            Set<Integer> set = new TreeSet<>();
            text.codePoints().forEach(set::add);
            assertThat(set).isEqualTo(visible).hasSize(seen.length);
            for (int i = 0; i < seen.length; i++) {
                for (int j = i + 1; j < seen.length; j++) {
                    assertThat(order.contains(pair(seen[j], seen[i])))
                            .as("characters that stood the other way round")
                            .isFalse();
                    order.add(pair(seen[i], seen[j]));
                }
            }
        }

        private static long pair(int first, int second) {
            return (long) first << Integer.SIZE | second;
        }

        private String fresh(int count) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < count; i++) {
                text.appendCodePoint(nextCharacter++);
            }
            return text.toString();
        }
    }
}
