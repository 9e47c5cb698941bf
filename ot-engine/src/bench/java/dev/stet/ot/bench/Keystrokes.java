package dev.stet.ot.bench;

import dev.stet.ot.CharacterSequence;
import dev.stet.ot.OperationType;
import dev.stet.ot.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Keystrokes of one type, always the same ones: an insert of one character, or now and then a delete of one. The same mix
 * as in {@code ../peers/peers.mjs}.
 */
record Keystrokes<S, O>(OperationType<S, O> type, CharacterSequence<S, O> characters, int length) {
    private static final int INSERTS_IN_A_HUNDRED = 85;

    /** Returns the keystrokes of a type on documents of so many characters. */
    static Keystrokes<?, ?> of(String typeName, int length) {
        return Subject.all()
                .filter(subject -> subject.type().name().equals(typeName))
                .findFirst()
                .map(subject -> of(subject, length))
                .orElseThrow(() -> new IllegalArgumentException("no such type, name=" + typeName));
    }

    private static <S, O> Keystrokes<S, O> of(Subject<S, O> subject, int length) {
        return new Keystrokes<>(subject.type(), subject.characters().getFirst(), length);
    }

    /** Returns the document that the keystrokes are for. */
    S document() {
        return characters.document("e".repeat(length));
    }

    /** Returns keystrokes that were all made on the document itself. */
    List<O> concurrent(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        S document = document();
        List<O> keystrokes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keystrokes.add(keystroke(document, length, random));
        }
        return keystrokes;
    }

    /** Returns operations that replace a character each, in any order as often as one likes. */
    List<O> replacing(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        S document = document();
        List<O> operations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            operations.add(characters.replace(document, random.nextInt(length), 1, "x"));
        }
        return operations;
    }

    /** Returns keystrokes that follow one another. */
    List<O> log(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        S document = document();
        long size = length;
        List<O> keystrokes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            O keystroke = keystroke(document, (int) size, random);
            keystrokes.add(keystroke);
            S after = type.apply(document, keystroke);
            size += Long.signum(type.size(after) - type.size(document));
            document = after;
        }
        return keystrokes;
    }

    private O keystroke(S document, int size, SplittableRandom random) {
        return random.nextInt(100) < INSERTS_IN_A_HUNDRED
                ? characters.replace(document, random.nextInt(size), 0, "x")
                : characters.replace(document, random.nextInt(size - 1), 1, "");
    }

    /**
     * Returns keystrokes that follow one another and end in the document they began with: at one random place after the
     * other, a few characters are typed and taken back.
     */
    List<O> typing(int places, int burst, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        S document = document();
        List<O> keystrokes = new ArrayList<>(2 * places * burst);
        for (int i = 0; i < places; i++) {
            int at = random.nextInt(length);
            for (int typed = 0; typed < burst; typed++) {
                O keystroke = characters.replace(document, at + typed, 0, "x");
                keystrokes.add(keystroke);
                document = type.apply(document, keystroke);
            }
            for (int left = burst - 1; left >= 0; left--) {
                O keystroke = characters.replace(document, at + left, 1, "");
                keystrokes.add(keystroke);
                document = type.apply(document, keystroke);
            }
        }
        return keystrokes;
    }
}
