package dev.stet.ot.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Blame;
import dev.stet.ot.CharacterSequence;
import dev.stet.ot.OperationType;
import dev.stet.ot.Subject;
import dev.stet.ot.Tries;
import dev.stet.ot.sync.Entry;
import dev.stet.ot.sync.OperationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the functions over a log promise, against plain code that knows every character. {@code -Dot.tries=N}. */
class HistoryLawsTest {
    private static final int MOST_ENTRIES = 14;

    /** A type, and a way in which its documents are characters. */
    record Characters<S, O>(OperationType<S, O> type, CharacterSequence<S, O> characters) {
        TypedLog<S, O> log(RandomGenerator random) {
            return new TypedLog<>(type, characters, MOST_ENTRIES, random);
        }

        Set<Integer> seen(S document) {
            Set<Integer> seen = new HashSet<>();
            characters.characters(document).codePoints().forEach(seen::add);
            return seen;
        }
    }

    static Stream<Named<Characters<?, ?>>> characters() {
        return Subject.all().flatMap(HistoryLawsTest::characters);
    }

    private static <S, O> Stream<Named<Characters<?, ?>>> characters(Subject<S, O> subject) {
        return subject.characters().stream()
                .map(way -> Named.of(way.getClass().getSimpleName(), new Characters<>(subject.type(), way)));
    }

    @ParameterizedTest
    @MethodSource("characters")
    void revertingLeavesNothingOfTheChosenEntriesAndAllOfTheOthers(Characters<?, ?> characters) {
        Tries.run(HistoryLawsTest.class, Tries.count(), random -> reverted(characters, random));
    }

    private static <S, O> void reverted(Characters<S, O> characters, RandomGenerator random) {
        TypedLog<S, O> log = characters.log(random);
        long since = log.anyRevision();
        Predicate<Entry<O>> chosen = switch (random.nextInt(3)) {
            case 0 -> entry -> entry.author().equals("ann") && entry.revision() > since;
            case 1 -> entry -> entry.revision() % 2 == 0;
            default -> {
                int salt = random.nextInt();
                yield entry -> (Long.hashCode(entry.revision() * 0x9e3779b97f4a7c15L) ^ salt) % 3 == 0;
            }
        };
        Set<Long> undone = new HashSet<>();
        log.history.entries().stream().filter(chosen).forEach(entry -> undone.add(entry.revision()));
        Set<Integer> expected = new HashSet<>();
        log.typed.forEach((character, revision) -> {
            Long end = log.deleted.get(character);
            if (!undone.contains(revision) && (end == null || undone.contains(end))) {
                expected.add(character);
            }
        });
        O revert = Revert.revert(log.history, chosen);
        S document = characters.type().apply(log.last(), revert);
        assertThat(characters.seen(document)).isEqualTo(expected);
        revertedRevert(characters.type(), log, revert);
    }

    /** A revert is an entry like others: undoing it brings back what was there. */
    private static <S, O> void revertedRevert(OperationType<S, O> type, TypedLog<S, O> log, O revert) {
        List<Entry<O>> entries = new ArrayList<>(log.history.entries());
        long revision = log.history.head() + 1;
        entries.add(new Entry<>(revision, new OperationId("dan", 1), "dan", 0, revert));
        History<S, O> longer = new History<>(type, log.history.revision(), log.history.snapshot(), entries);
        O again = Revert.revert(longer, entry -> entry.revision() == revision);
        assertThat(type.apply(longer.at(revision), again)).isEqualTo(log.last());
    }

    @ParameterizedTest
    @MethodSource("characters")
    void authorshipKnowsWhoTypedEachCharacter(Characters<?, ?> characters) {
        Tries.run(HistoryLawsTest.class, Tries.count(), random -> authorship(characters, random));
    }

    private static <S, O> void authorship(Characters<S, O> characters, RandomGenerator random) {
        TypedLog<S, O> log = characters.log(random);
        List<Written<O>> written = Authorship.of(log.history);
        assertThat(revisions(characters, log.last(), written)).isEqualTo(typed(characters, log));
        assertThat(written)
                .allSatisfy(part -> assertThat(part.by().map(Entry::author).orElse(""))
                        .isEqualTo(log.author(part.span().revision())));
    }

    @ParameterizedTest
    @MethodSource("characters")
    void differenceNamesWhatWasAddedAndRemovedAndByWhom(Characters<?, ?> characters) {
        Tries.run(HistoryLawsTest.class, Tries.count(), random -> difference(characters, random));
    }

    private static <S, O> void difference(Characters<S, O> characters, RandomGenerator random) {
        TypedLog<S, O> log = characters.log(random);
        long from = log.anyRevision();
        long to = random.nextLong(from, log.history.head() + 1);
        History<S, O> stretch = log.history.between(from, to);
        S before = log.history.at(from);
        S after = log.history.at(to);
        Difference<O> difference = Difference.over(stretch);
        assertThat(characters.type().apply(before, difference.operation())).isEqualTo(after);
        Map<Integer, Long> added = new HashMap<>();
        log.typed.forEach((character, revision) -> {
            if (revision > from && revision <= to && log.deleted.getOrDefault(character, Long.MAX_VALUE) > to) {
                added.put(character, revision);
            }
        });
        Map<Integer, Long> removed = new HashMap<>();
        log.deleted.forEach((character, revision) -> {
            if (revision > from && revision <= to && log.typed.get(character) <= from) {
                removed.put(character, revision);
            }
        });
        assertThat(revisions(characters, after, difference.added())).isEqualTo(added);
        assertThat(revisions(characters, before, difference.removed())).isEqualTo(removed);
    }

    @ParameterizedTest
    @MethodSource("characters")
    void squashedLogHasTheSameEffectAndAuthorsInNoMoreEntries(Characters<?, ?> characters) {
        Tries.run(HistoryLawsTest.class, Tries.count(), random -> squashed(characters, random));
    }

    private static <S, O> void squashed(Characters<S, O> characters, RandomGenerator random) {
        OperationType<S, O> type = characters.type();
        TypedLog<S, O> log = characters.log(random);
        List<SquashedSlice<O>> slices = Squash.squash(log.history, Duration.ofMillis(random.nextInt(1, 400)));
        S document = log.history.snapshot();
        Blame<O> blame = type.blame(document, log.history.revision());
        int squashed = 0;
        long at = log.history.revision();
        int counted = 0;
        for (SquashedSlice<O> slice : slices) {
            assertThat(slice.firstRevision()).isEqualTo(at + 1);
            for (SquashedEntry<O> entry : slice.entries()) {
                document = type.apply(document, entry.operation());
                blame = blame.after(entry.operation(), entry.lastRevision());
                squashed++;
                counted += entry.count();
                assertThat(log.author(entry.firstRevision())).isEqualTo(entry.author());
                assertThat(log.author(entry.lastRevision())).isEqualTo(entry.author());
            }
            at = slice.lastRevision();
            assertThat(document).isEqualTo(log.history.at(at));
        }
        assertThat(at).isEqualTo(log.history.head());
        assertThat(counted).isEqualTo(log.history.entries().size());
        assertThat(squashed).isLessThanOrEqualTo(counted);
        Map<Integer, String> authors = new HashMap<>();
        revisions(characters, document, Authorship.written(log.history, blame.spans()))
                .forEach((character, revision) -> authors.put(character, log.author(revision)));
        Map<Integer, String> expected = new HashMap<>();
        typed(characters, log).forEach((character, revision) -> expected.put(character, log.author(revision)));
        assertThat(authors).isEqualTo(expected);
    }

    /** Returns the revision of each character that is seen at the end. */
    private static <S, O> Map<Integer, Long> typed(Characters<S, O> characters, TypedLog<S, O> log) {
        Map<Integer, Long> typed = new HashMap<>(log.typed);
        typed.keySet().retainAll(characters.seen(log.last()));
        return typed;
    }

    private static <S, O> Map<Integer, Long> revisions(
            Characters<S, O> characters, S document, List<Written<O>> written) {
        Map<Integer, Long> revisions = new HashMap<>();
        int[] all = characters.characters().characters(document).codePoints().toArray();
        List<Blame.Span> spans = written.stream().map(Written::span).toList();
        List<Long> each = characters.characters().revisions(document, spans, all.length);
        for (int i = 0; i < all.length; i++) {
            if (each.get(i) >= 0) {
                revisions.put(all[i], each.get(i));
            }
        }
        return revisions;
    }
}
