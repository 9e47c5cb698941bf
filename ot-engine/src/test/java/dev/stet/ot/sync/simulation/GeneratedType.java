package dev.stet.ot.sync.simulation;

import dev.stet.ot.CharacterSequence;
import dev.stet.ot.OperationType;
import dev.stet.ot.Selection;
import dev.stet.ot.Subject;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Any type whose tests have a generator: edits are what that makes up, and where nothing may be taken away, the document
 * is one sequence of characters.
 */
final class GeneratedType<S, O> implements SimulatedType<S, O> {
    private static final int MOST_PLACES = 4;
    private static final String[] CHARACTERS = {"a", "b", "c", "x", "y", "z", "é", "\uD83D\uDE00", "\uD834\uDD1E"};

    private final Subject<S, O> subject;
    private final CharacterSequence<S, O> characters;

    GeneratedType(Subject<S, O> subject) {
        this.subject = subject;
        this.characters = subject.characters().getFirst();
    }

    @Override
    public OperationType<S, O> type() {
        return subject.type();
    }

    @Override
    public S beginning() {
        return characters.document("");
    }

    @Override
    public O edit(S document, SplittableRandom random) {
        return subject.generator()
                .edit(document, random.nextInt(1, MOST_PLACES), random)
                .operation();
    }

    @Override
    public Addition<O> addition(S document, SplittableRandom random) {
        String before = characters.characters(document);
        int length = before.codePointCount(0, before.length());
        int at = random.nextInt((random.nextBoolean() ? Math.min(3, length) : length) + 1);
        StringBuilder inserted = new StringBuilder();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            inserted.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return new Addition<>(
                characters.replace(document, at, 0, inserted.toString()),
                inserted.codePoints().boxed().toList());
    }

    @Override
    public List<Integer> content(S document) {
        return characters.characters(document).codePoints().boxed().toList();
    }

    @Override
    public Optional<Selection> selection(S document, SplittableRandom random) {
        return subject.generator().marker().map(marker -> marker.caret(document, random));
    }
}
