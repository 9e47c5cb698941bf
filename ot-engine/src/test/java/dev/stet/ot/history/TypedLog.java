package dev.stet.ot.history;

import dev.stet.ot.CharacterSequence;
import dev.stet.ot.OperationType;
import dev.stet.ot.sync.Entry;
import dev.stet.ot.sync.OperationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A log made up, in which no character is typed twice, and what plain code knows of it: by which revision each character
 * was typed and by which it was deleted. Characters that the log begins with have the revision it begins at.
 */
final class TypedLog<S, O> {
    private static final int FIRST_CHARACTER = 0x4e00;
    private static final String[] AUTHORS = {"ann", "bob", "cid"};
    private static final long BEGINNING = 40;

    final History<S, O> history;
    final List<S> documents = new ArrayList<>();
    final Map<Integer, Long> typed = new HashMap<>();
    final Map<Integer, Long> deleted = new HashMap<>();

    private final CharacterSequence<S, O> characters;
    private final RandomGenerator random;
    private int nextCharacter = FIRST_CHARACTER;

    /**
     * @param type the documents' type
     * @param tested the type that the history believes it to be
     */
    TypedLog(
            OperationType<S, O> type,
            OperationType<S, O> tested,
            CharacterSequence<S, O> characters,
            int most,
            RandomGenerator random) {
        this.characters = characters;
        this.random = random;
        String first = fresh(random.nextInt(8), BEGINNING);
        S document = characters.document(first);
        documents.add(document);
        List<Entry<O>> entries = new ArrayList<>();
        int authors = random.nextInt(1, AUTHORS.length + 1);
        long time = 0;
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            long revision = BEGINNING + entries.size() + 1;
            O operation = type.noop();
            for (int places = random.nextInt(4) / 2; places >= 0; places--) {
                O step = step(document, revision);
                document = type.apply(document, step);
                operation = type.compose(operation, step);
            }
            time = Math.max(0, time + random.nextInt(-2, 40));
            String author = AUTHORS[random.nextInt(authors)];
            entries.add(new Entry<>(revision, new OperationId(author, revision), author, time, operation));
            documents.add(document);
        }
        this.history = new History<>(tested, BEGINNING, documents.getFirst(), entries);
    }

    private O step(S document, long revision) {
        String text = characters.characters(document);
        int length = text.codePointCount(0, text.length());
        int at = random.nextInt(length + 1);
        int gone = random.nextInt(3) == 0 ? random.nextInt(Math.min(length - at, 4) + 1) : 0;
        int from = text.offsetByCodePoints(0, at);
        text.substring(from, text.offsetByCodePoints(from, gone))
                .codePoints()
                .forEach(character -> deleted.put(character, revision));
        return characters.replace(
                document, at, gone, random.nextInt(3) == 0 ? "" : fresh(random.nextInt(1, 4), revision));
    }

    private String fresh(int count, long revision) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            typed.put(nextCharacter, revision);
            text.appendCodePoint(nextCharacter++);
        }
        return text.toString();
    }

    /** Returns the document at the end. */
    S last() {
        return documents.getLast();
    }

    /** Returns the author of a revision; nobody for where the log begins. */
    String author(long revision) {
        return revision == BEGINNING
                ? ""
                : history.entries().get((int) (revision - BEGINNING - 1)).author();
    }

    long anyRevision() {
        return random.nextLong(BEGINNING, history.head() + 1);
    }
}
