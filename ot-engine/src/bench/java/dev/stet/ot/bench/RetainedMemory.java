package dev.stet.ot.bench;

import dev.stet.ot.text.Rope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Says how much of the heap documents of a million ASCII characters keep, for each character. */
public final class RetainedMemory {
    private static final int LENGTH = 1_000_000;
    private static final int DOCUMENTS = 20;
    private static final String LINE =
            "It was a bright cold day in April, and the clocks were striking thirteen.\n";

    private RetainedMemory() {}

    /** Prints a line for each way in which a document came about. */
    public static void main(String[] arguments) {
        report("made of a string", () -> Rope.of(LINE.repeat(1 + LENGTH / LINE.length())));
        report("typed at the end", () -> typed(0));
        report("typed all over", () -> typed(1));
        report("typed in bursts of 30 all over", () -> typed(30));
    }

    /** Types one character after the other, moving to a random place after each {@code burst}; never if that is 0. */
    private static Rope typed(int burst) {
        SplittableRandom random = new SplittableRandom(1);
        Rope rope = Rope.empty();
        int at = 0;
        for (int i = 0; i < LENGTH; i++) {
            if (burst > 0 && i % burst == 0) {
                at = random.nextInt(i + 1);
            }
            int letter = i % LINE.length();
            rope = rope.insert(at++, LINE.substring(letter, letter + 1));
        }
        return rope;
    }

    private static void report(String how, Supplier<Rope> maker) {
        long before = used();
        List<Rope> documents = new ArrayList<>();
        long characters = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            Rope document = maker.get();
            documents.add(document);
            characters += document.length();
        }
        double bytes = used() - before;
        System.out.printf(
                Locale.ROOT, "%s: %.3f bytes a character, documents=%d%n", how, bytes / characters, documents.size());
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
