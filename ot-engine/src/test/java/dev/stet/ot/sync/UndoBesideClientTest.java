package dev.stet.ot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.CharacterSequence;
import dev.stet.ot.OperationType;
import dev.stet.ot.Subject;
import dev.stet.ot.Tries;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Undo beside a client, whose operations cross those of others, are acknowledged late and now and then refused: after
 * undoing everything nothing is left of the user, nothing of the others is missing, and nothing is there twice.
 */
class UndoBesideClientTest {
    static Stream<Named<Session<?, ?>>> sessions() {
        return Subject.all().flatMap(UndoBesideClientTest::sessions);
    }

    private static <S, O> Stream<Named<Session<?, ?>>> sessions(Subject<S, O> subject) {
        return subject.characters().stream()
                .map(characters ->
                        Named.of(characters.getClass().getSimpleName(), new Session<>(subject.type(), characters)));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void undoingEverythingLeavesWhatOthersDid(Session<?, ?> session) {
        Tries.run(UndoBesideClientTest.class, Tries.count(), session::run);
    }

    /**
     * A text is replaced by edits that are composed and refused, and in the middle of it another one is made: where that
     * goes depends on how the edits are composed, so the step that undoes it has to compose them as the client does.
     */
    @ParameterizedTest
    @MethodSource("sessions")
    void anEditInsideOfWhatIsRefusedIsUndone(Session<?, ?> session) {
        session.runStrictly(new SplittableRandom(28_968_716_639_626L));
    }

    /** A type, and how its documents are characters. */
    record Session<S, O>(OperationType<S, O> type, CharacterSequence<S, O> characters) {
        void run(RandomGenerator random) {
            new Run<>(this, random, false).run();
        }

        void runStrictly(RandomGenerator random) {
            new Run<>(this, random, true).run();
        }
    }

    private static final class Run<S, O> {
        private final CharacterSequence<S, O> characters;
        private final RandomGenerator random;
        private final SyncClient<S, O> client;
        private final Undo<S, O> undo;
        private final Set<Integer> others = new HashSet<>();
        /**
         * Characters before this one were typed before an edit was refused that others, or the user, had gone on from:
         * what stands beside such an edit may count as theirs, so some of the user's may be left.
         */
        private int beforeARefusal;

        /** Whether the user's own edits on top of a refused one are no excuse. */
        private final boolean strict;

        /** Whether others did anything yet. */
        private boolean othersDid;

        private int nextCharacter = 0x4e00;
        /** Whether what is in flight, and what is in the buffer, are edits only: no undo or redo. */
        private boolean plainInFlight = true;

        private boolean plainBuffer = true;

        Run(Session<S, O> session, RandomGenerator random, boolean strict) {
            this.strict = strict;
            this.characters = session.characters();
            this.random = random;
            this.undo = new Undo<>(session.type(), 100);
            String first = fresh(random.nextInt(8));
            first.codePoints().forEach(others::add);
            this.client = new SyncClient<>(session.type(), 3, characters.document(first), 17);
        }

        void run() {
            for (int i = random.nextInt(1, 30); i > 0; i--) {
                int roll = random.nextInt(10);
                if (roll < 3) {
                    edit();
                } else if (roll < 6) {
                    other();
                } else if (roll < 8) {
                    step(random.nextBoolean() ? undo.undo(client.shown()) : undo.redo(client.shown()));
                } else {
                    settle();
                }
            }
            Optional<O> operation = undo.undo(client.shown());
            while (operation.isPresent()) {
                step(operation);
                operation = undo.undo(client.shown());
            }
            String text = characters.characters(client.shown());
            Set<Integer> seen = new HashSet<>();
            text.codePoints()
                    .forEach(character ->
                            assertThat(seen.add(character)).as("typed once").isTrue());
            assertThat(seen).containsAll(others);
            assertThat(seen).noneMatch(character -> isMine(character) && character >= beforeARefusal);
        }

        /** Own characters are odd ones, those of others even. */
        private boolean isMine(int character) {
            return character % 2 == 1;
        }

        private void edit() {
            O operation = replacement(client.shown(), true);
            if (random.nextInt(3) == 0) {
                undo.joined(operation, client.shown());
            } else {
                undo.edited(operation, client.shown());
            }
            on(new ClientEvent.Edited<>(operation));
        }

        private void step(Optional<O> operation) {
            operation.ifPresent(present -> {
                plainBuffer = false;
                on(new ClientEvent.Edited<>(present));
            });
        }

        private void other() {
            on(new ClientEvent.Applied<>(
                    client.state().revision() + 1, replacement(client.state().base(), false)));
        }

        private void settle() {
            Optional<InFlight<O>> sent = client.state().inFlight();
            if (sent.isPresent() && plainInFlight && plainBuffer && random.nextBoolean()) {
                on(new ClientEvent.Rejected<>(sent.get().sequence()));
            } else if (sent.isPresent()) {
                on(new ClientEvent.Acknowledged<>(
                        sent.get().sequence(), client.state().revision() + 1));
            }
        }

        private void on(ClientEvent<S, O> event) {
            S before = client.shown();
            boolean onTop = client.state().buffer().isPresent();
            List<ClientEffect<O>> effects = client.on(event);
            othersDid |= event instanceof ClientEvent.Applied;
            if (event instanceof ClientEvent.Rejected && (othersDid || (onTop && !strict))) {
                beforeARefusal = nextCharacter;
            }
            for (ClientEffect<O> effect : effects) {
                switch (effect) {
                    case ClientEffect.Show<O>(O operation)
                    when event instanceof ClientEvent.Rejected -> undo.refused(operation, before);
                    case ClientEffect.Show<O>(O operation) -> undo.shown(operation);
                    case ClientEffect.Submit<O> submit -> {
                        undo.submitted(submit.sequence());
                        plainInFlight = plainBuffer;
                        plainBuffer = true;
                    }
                    case ClientEffect.Returned<O> ignored -> assertThat(event).isInstanceOf(ClientEvent.Rejected.class);
                }
            }
        }

        private O replacement(S document, boolean mine) {
            String text = characters.characters(document);
            int length = text.codePointCount(0, text.length());
            int at = random.nextInt(length + 1);
            int deleted = random.nextInt(3) == 0 ? random.nextInt(Math.min(length - at, 4) + 1) : 0;
            String inserted = random.nextInt(3) == 0 ? "" : fresh(random.nextInt(1, 4));
            if (mine) {
                inserted = shifted(inserted);
            } else {
                int from = text.offsetByCodePoints(0, at);
                text.substring(from, text.offsetByCodePoints(from, deleted))
                        .codePoints()
                        .forEach(others::remove);
                inserted.codePoints().forEach(others::add);
            }
            return characters.replace(document, at, deleted, inserted);
        }

        private String fresh(int count) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < count; i++) {
                text.appendCodePoint(nextCharacter);
                nextCharacter += 2;
            }
            return text.toString();
        }

        private static String shifted(String text) {
            StringBuilder shifted = new StringBuilder();
            text.codePoints().forEach(character -> shifted.appendCodePoint(character + 1));
            return shifted.toString();
        }
    }
}
