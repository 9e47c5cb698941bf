package dev.stet.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.stet.ot.OperationType;
import dev.stet.ot.Side;
import dev.stet.ot.json.Json0Type;
import dev.stet.ot.richtext.RichTextType;
import dev.stet.ot.text.TextType;
import dev.stet.ot.text.UnicodeTextType;
import dev.stet.server.Figure;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a keystroke costs an authority, in bytes allocated, which no other work on the machine changes: it is read, transformed over another one that
 * was made at the same time, applied, and written. Compiling can only take from what is allocated, so a limit is half again of what was
 * seen of bytecode that is interpreted ({@code -Xint}).
 */
class KeystrokeAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int KEYSTROKES = 2_000;
    private static final int SMALL = 10_000;
    private static final int LARGE = 1_000_000;

    /**
     * Somebody who types in a document of a type.
     *
     * @param document the encoded form of a document of so many characters
     * @param keystroke the encoded form of a keystroke before the character with this number
     * @param bytes what a keystroke may allocate, in a document of any length
     */
    record Typing<S, O>(
            OperationType<S, O> type, IntFunction<Object> document, IntFunction<Object> keystroke, Figure bytes) {

        /** Returns the bytes that a keystroke allocates in a document of this length. */
        long allocated(int characters) {
            Random random = new Random(1);
            S snapshot = type.decodeSnapshot(document.apply(characters));
            List<Object> keystrokes = new ArrayList<>();
            for (int i = 0; i < 2 * KEYSTROKES; i++) {
                keystrokes.add(keystroke.apply(random.nextInt(characters)));
            }
            O other = type.decode(keystroke.apply(characters / 2));
            snapshot = type(snapshot, keystrokes.subList(0, KEYSTROKES), other); // what is only done once
            long before = THREADS.getCurrentThreadAllocatedBytes();
            snapshot = type(snapshot, keystrokes.subList(KEYSTROKES, 2 * KEYSTROKES), other);
            long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertThat(type.size(snapshot)).isGreaterThanOrEqualTo(2 * KEYSTROKES);
            return bytes / KEYSTROKES;
        }

        private S type(S snapshot, List<Object> keystrokes, O other) {
            S after = snapshot;
            for (Object encoded : keystrokes) {
                O operation = type.transform(type.decode(encoded), other, Side.LEFT);
                after = type.apply(after, operation);
                Objects.requireNonNull(type.encode(operation));
            }
            return after;
        }

        @Override
        public String toString() {
            return type.name();
        }
    }

    static Stream<Typing<?, ?>> everyType() {
        return Stream.of(
                new Typing<>(
                        TextType.TEXT, KeystrokeAllocationTest::prose, at -> List.of(at, "x"), bytes(1_748, 2_600)),
                new Typing<>(
                        UnicodeTextType.TEXT_UNICODE,
                        KeystrokeAllocationTest::prose,
                        at -> List.of(at, "x"),
                        bytes(1_748, 2_600)),
                new Typing<>(
                        RichTextType.RICH_TEXT,
                        KeystrokeAllocationTest::bold,
                        at -> List.of(Map.of("retain", at), Map.of("insert", "x")),
                        bytes(2_003, 3_000)),
                new Typing<>(
                        Json0Type.JSON0,
                        characters -> Map.of("title", "Minutes", "text", prose(characters)),
                        at -> List.of(Map.of("p", List.of("text", at), "si", "x")),
                        bytes(2_688, 4_000)));
    }

    private static Figure bytes(double seen, double limit) {
        return new Figure("bytes a keystroke", seen, limit);
    }

    private static String prose(int characters) {
        return "Nothing much was said that day. ".repeat(characters / 32 + 1).substring(0, characters);
    }

    /** Every second sentence is bold. */
    private static List<Object> bold(int characters) {
        List<Object> pieces = new ArrayList<>();
        for (int from = 0; from < characters; from += 64) {
            String text = prose(Math.min(64, characters - from));
            pieces.add(
                    from % 128 == 0
                            ? Map.of("insert", text)
                            : Map.of("insert", text, "attributes", Map.of("bold", true)));
        }
        return pieces;
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void aKeystrokeAllocatesLittleHoweverLongTheDocumentIs(Typing<?, ?> typing) {
        for (int characters : new int[] {SMALL, LARGE}) {
            typing.bytes().require(typing + ", " + characters + " characters", typing.allocated(characters));
        }
    }
}
