package dev.stet.ot.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Blame;
import dev.stet.ot.CharacterSequence;
import dev.stet.ot.OperationType;
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

/**
 * What the functions over a log promise, against plain code that knows every character.
 *
 * @param type the documents' type
 * @param tested the type that the functions believe it to be
 */
record HistoryLaws<S, O>(OperationType<S, O> type, OperationType<S, O> tested, CharacterSequence<S, O> characters) {
    private static final int MOST_ENTRIES = 14;

    private TypedLog<S, O> log(RandomGenerator random) {
        return new TypedLog<>(type, tested, characters, MOST_ENTRIES, random);
    }

    private Set<Integer> seen(S document) {
        Set<Integer> seen = new HashSet<>();
        characters.characters(document).codePoints().forEach(seen::add);
        return seen;
    }

    /** Checks that reverting leaves nothing of the chosen entries and all of the others. */
    void reverted(RandomGenerator random) {
        TypedLog<S, O> log = log(random);
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
        S document = type.apply(log.last(), revert);
        assertThat(seen(document)).isEqualTo(expected);
        revertedRevert(log, revert);
    }

    /** A revert is an entry like others: undoing it brings back what was there. */
    private void revertedRevert(TypedLog<S, O> log, O revert) {
        List<Entry<O>> entries = new ArrayList<>(log.history.entries());
        long revision = log.history.head() + 1;
        entries.add(new Entry<>(revision, new OperationId("dan", 1), "dan", 0, revert));
        History<S, O> longer = new History<>(tested, log.history.revision(), log.history.snapshot(), entries);
        O again = Revert.revert(longer, entry -> entry.revision() == revision);
        assertThat(type.apply(longer.at(revision), again)).isEqualTo(log.last());
    }

    /** Checks that authorship knows who typed each character. */
    void authorship(RandomGenerator random) {
        TypedLog<S, O> log = log(random);
        List<Written<O>> written = Authorship.of(log.history);
        assertThat(revisions(log.last(), written)).isEqualTo(typed(log));
        assertThat(written)
                .allSatisfy(part -> assertThat(part.by().map(Entry::author).orElse(""))
                        .isEqualTo(log.author(part.span().revision())));
    }

    /** Checks that a difference names what was added and removed, and by whom. */
    void difference(RandomGenerator random) {
        TypedLog<S, O> log = log(random);
        long from = log.anyRevision();
        long to = random.nextLong(from, log.history.head() + 1);
        History<S, O> stretch = log.history.between(from, to);
        S before = log.history.at(from);
        S after = log.history.at(to);
        Difference<O> difference = Difference.over(stretch);
        assertThat(type.apply(before, difference.operation())).isEqualTo(after);
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
        assertThat(revisions(after, difference.added())).isEqualTo(added);
        assertThat(revisions(before, difference.removed())).isEqualTo(removed);
    }

    /** Checks that a squashed log has the same effect and authors in no more entries. */
    void squashed(RandomGenerator random) {
        TypedLog<S, O> log = log(random);
        List<SquashedSlice<O>> slices = Squash.squash(log.history, Duration.ofMillis(random.nextInt(1, 400)));
        S document = log.history.snapshot();
        Blame<O> blame = tested.blame(document, log.history.revision());
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
        revisions(document, Authorship.written(log.history, blame.spans()))
                .forEach((character, revision) -> authors.put(character, log.author(revision)));
        Map<Integer, String> expected = new HashMap<>();
        typed(log).forEach((character, revision) -> expected.put(character, log.author(revision)));
        assertThat(authors).isEqualTo(expected);
    }

    /** Returns the revision of each character that is seen at the end. */
    private Map<Integer, Long> typed(TypedLog<S, O> log) {
        Map<Integer, Long> typed = new HashMap<>(log.typed);
        typed.keySet().retainAll(seen(log.last()));
        return typed;
    }

    private Map<Integer, Long> revisions(S document, List<Written<O>> written) {
        Map<Integer, Long> revisions = new HashMap<>();
        int[] all = characters.characters(document).codePoints().toArray();
        List<Blame.Span> spans = written.stream().map(Written::span).toList();
        List<Long> each = characters.revisions(document, spans, all.length);
        for (int i = 0; i < all.length; i++) {
            if (each.get(i) >= 0) {
                revisions.put(all[i], each.get(i));
            }
        }
        return revisions;
    }
}
