package dev.stet.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.Json;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.telemetry.OperationMeters;
import dev.stet.server.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which times an operator is told of, in nanoseconds from anywhere. */
class OwnOperationTest {
    private static final long NOW = 50;

    private final List<List<Long>> told = new ArrayList<>();
    private final Telemetry telemetry = new Telemetry(
            () -> NOW,
            new OperationMeters() {
                @Override
                public void acknowledged(long received, long taken, long transformed, long durable, long now) {
                    told.add(List.of(received, taken, transformed, durable, now));
                }
            },
            Telemetry.NONE.commits(),
            Telemetry.NONE.traffic(),
            Telemetry.NONE.unprocessable());
    private final OwnOperation own = new OwnOperation();

    private void submitted(long sequence, long atNanos) {
        own.submitted(
                new ClientMessage.Submit(
                        Optional.empty(), "minutes", 0, sequence, Json.of(List.of()), Optional.empty()),
                atNanos);
    }

    private void acknowledged(long sequence, long durableNanos) {
        LogEntry entry = new LogEntry(sequence, "ada-0001", sequence, "ada", 0, Bytes.utf8("[\"x\"]"));
        own.acknowledged(entry, durableNanos, telemetry);
        assertThat(own.inFlight()).isZero();
        assertThat(own.awaited()).isEmpty();
    }

    @Test
    void eachStepOfTheWayIsTold() {
        submitted(1, 10);
        own.taken(20, 30);
        acknowledged(1, 40);
        assertThat(told).containsExactly(List.of(10L, 20L, 30L, 40L, NOW));
    }

    @Test
    void stepsMayTakeNoTimeAtAll() {
        submitted(1, NOW);
        own.taken(NOW, NOW);
        acknowledged(1, NOW);
        assertThat(told).containsExactly(List.of(NOW, NOW, NOW, NOW, NOW));
    }

    @Test
    void sentAgainAndStoredBeforeTheDocumentIsAtItAgain() {
        submitted(1, 10);
        own.taken(11, 12);
        submitted(1, 20);
        acknowledged(1, 30);
        assertThat(told).isEmpty();
    }

    @Test
    void sentAgainAndTakenAgainAfterItIsDurable() {
        submitted(1, 10);
        own.taken(31, 32);
        acknowledged(1, 30);
        assertThat(told).isEmpty();
    }

    @Test
    void onItsWayFromAnEarlierConnectionAndNeverTakenHere() {
        submitted(1, 10);
        acknowledged(1, 30);
        assertThat(told).isEmpty();
    }
}
