package dev.stet.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Who left lately is known for a while, however many there are at once; then it is known that it is not known. */
class DeparturesTest {
    private static Departures of(long count) {
        Departures departures = Departures.NONE;
        for (long version = 1; version <= count; version++) {
            departures = departures.with("p-" + version, version);
        }
        return departures;
    }

    private static Optional<List<String>> names(long from, long to) {
        return Optional.of(LongStream.rangeClosed(from, to)
                .mapToObj(version -> "p-" + version)
                .toList());
    }

    @Test
    void thoseAfterAVersionAreToldInOrder() {
        assertThat(Departures.NONE.since(0)).contains(List.of());
        assertThat(of(7).since(7)).contains(List.of());
        assertThat(of(7).since(4)).isEqualTo(names(5, 7));
        assertThat(of(7).since(0)).isEqualTo(names(1, 7));
    }

    @Test
    void aWholeGenerationIsKnownBesideTheYoungerOne() {
        int generation = Departures.GENERATION;
        assertThat(of(2 * generation).since(0)).isEqualTo(names(1, 2 * generation));
        assertThat(of(generation + 1).since(generation - 1)).isEqualTo(names(generation, generation + 1));
    }

    @Test
    void beyondTwoGenerationsTheOldestIsForgottenAsAWhole() {
        int generation = Departures.GENERATION;
        Departures departures = of(2 * generation + 1);
        assertThat(departures.since(0)).isEmpty();
        assertThat(departures.since(generation - 1)).isEmpty();
        assertThat(departures.since(generation)).isEqualTo(names(generation + 1, 2 * generation + 1));
    }

    @Test
    void aSnapshotOfThemStaysAsItIs() {
        Departures before = of(3);
        assertThat(before.with("p-4", 4).since(2)).isEqualTo(names(3, 4));
        assertThat(before.since(2)).isEqualTo(names(3, 3));
    }
}
