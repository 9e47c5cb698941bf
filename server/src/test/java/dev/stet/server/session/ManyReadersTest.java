package dev.stet.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.stet.server.Figure;
import dev.stet.server.document.SteppedTime;
import dev.stet.server.protocol.ServerMessage;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many readers of one document cost, counted: frames and bytes allocated. No time passes but what a test lets pass. */
class ManyReadersTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String DOC = "minutes";
    private static final int MANY = 200;
    private static final int OPERATIONS = 200;
    /** The welcome, and that the document is open. */
    private static final int FRAMES_TO_BEGIN = 2;

    private static final Figure FRAMES_TO_COME = new Figure("frames to each of many who come at once", 3.02, 3.2);
    private static final Figure FRAMES_TO_GO = new Figure("frames to each who stays when many go", 2, 2);
    private static final Figure DELIVERED =
            new Figure("bytes allocated for each who is told of an operation", 200, 300);

    @TempDir
    Path folder;

    final SteppedTime time = new SteppedTime();
    final List<FrameKeeper> readers = new ArrayList<>();
    SessionsInOneThread server;
    FrameKeeper writer;

    @BeforeEach
    void start() {
        server = new SessionsInOneThread(folder, time, time);
        writer = FrameKeeper.open(server, "writer-01", DOC);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void come(int count) {
        for (int i = 0; i < count; i++) {
            readers.add(FrameKeeper.open(server, "reader-%04d".formatted(readers.size()), DOC));
        }
    }

    /** Everybody's names, each as it was told when that one came. */
    private Set<String> everybody() {
        Set<String> names = new HashSet<>();
        readers.forEach(reader -> names.add(reader.participant()));
        names.add(writer.participant());
        return names;
    }

    private void everybodyKnowsEverybody() {
        Set<String> all = everybody();
        for (FrameKeeper each : readers) {
            Set<String> others = new HashSet<>(all);
            others.remove(each.participant());
            assertThat(each.known()).isEqualTo(others);
        }
    }

    @Test
    void fewSeeEachOtherAtOnce() {
        come(3);
        everybodyKnowsEverybody();
    }

    @Test
    void manyWhoComeAtOnceAreToldOfEachOtherTogether() {
        come(MANY);
        time.passes(MANY);
        everybodyKnowsEverybody();
        double frames = 0;
        for (FrameKeeper each : readers) {
            frames += each.frames().size();
        }
        FRAMES_TO_COME.require(MANY + " readers", frames / MANY);
    }

    @Test
    void whoComesToManyIsSeenWithinATenthOfASecond() {
        come(MANY);
        time.passes(MANY);
        come(1);
        come(1);
        time.passes(100);
        everybodyKnowsEverybody();
    }

    @Test
    void theLastOfManyIsToldOfThemInPartsOfABoundedLength() {
        int crowd = 2 * Stretch.MAX_PARTICIPANTS + 10;
        come(crowd);
        time.passes(crowd);
        come(1);
        FrameKeeper last = readers.getLast();
        assertThat(last.known()).hasSize(crowd + 1);
        assertThat(last.frames()).hasSize(FRAMES_TO_BEGIN + 2);
        for (ServerMessage message : last.messages()) {
            int told = switch (message) {
                case ServerMessage.Opened opened -> opened.participants().size();
                case ServerMessage.PresenceChanged changed ->
                    changed.participants().size();
                default -> 0;
            };
            assertThat(told).isLessThanOrEqualTo(Stretch.MAX_PARTICIPANTS);
        }
    }

    @Test
    void manyWhoGoAtOnceAreMissedTogether() {
        come(MANY);
        time.passes(MANY);
        List<FrameKeeper> gone = new ArrayList<>(readers.subList(0, MANY / 2));
        readers.removeAll(gone);
        readers.forEach(FrameKeeper::forgetFrames);
        gone.forEach(FrameKeeper::disconnect);
        time.passes(MANY);
        double frames = 0;
        for (FrameKeeper each : readers) {
            assertThat(each.left()).hasSize(gone.size());
            frames += each.frames().size();
        }
        FRAMES_TO_GO.require(MANY / 2 + " of " + MANY, frames / readers.size());
    }

    @Test
    void anOperationIsOneFrameToEachAndTheSameToAll() {
        come(MANY);
        time.passes(MANY);
        readers.forEach(FrameKeeper::forgetFrames);
        writer.submit(DOC, 0);
        OutgoingFrame first = readers.getFirst().frames().getFirst();
        for (FrameKeeper each : readers) {
            assertThat(each.frames()).hasSize(1);
            assertThat(each.frames().getFirst()).isSameAs(first);
        }
    }

    @Test
    void whoComesWhileSomebodyTypesIsShownWithWhatIsTyped() {
        come(MANY);
        time.passes(MANY);
        come(2);
        readers.forEach(FrameKeeper::forgetFrames);
        time.passes(1);
        writer.submit(DOC, 0);
        time.passes(MANY);
        for (FrameKeeper each : readers.subList(0, MANY)) {
            assertThat(each.messages())
                    .extracting(message -> (Object) message.getClass())
                    .containsExactly(ServerMessage.Applied.class, ServerMessage.PresenceChanged.class);
            assertThat(each.frames()).hasSize(1);
        }
    }

    @Test
    void anOperationAllocatesLittleForEachWhoIsToldOfIt() {
        come(MANY);
        time.passes(MANY);
        readers.forEach(FrameKeeper::keepNothing);
        type(0);
        long many = type(OPERATIONS);
        readers.subList(0, MANY / 2).forEach(FrameKeeper::disconnect);
        time.passes(MANY);
        long half = type(2 * OPERATIONS);
        DELIVERED.require(MANY + " and " + MANY / 2 + " readers", (double) (many - half) / (OPERATIONS * (MANY / 2)));
    }

    /** Types from a revision on. Returns the bytes that were allocated. */
    private long type(int revision) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < OPERATIONS; i++) {
            writer.submit(DOC, revision + i);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
