package dev.stet.cli.load;

import dev.stet.cli.load.edits.Mix;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A load with a name. What it says is a default: options change it. Immutable.
 *
 * @param word the name it has on the command line
 * @param summary what it is, in one line
 * @param workloads the loads, one after the other
 * @param crashEvery how often the server is killed meanwhile; zero for never
 */
public record Scenario(String word, String summary, List<Workload> workloads, Duration crashEvery) {
    /** All there are. */
    public static final List<Scenario> ALL = List.of(
            scenario(
                    "one-document",
                    "10 writers in one document, each as fast as acks come",
                    load(1, 10, 0, 0, closedLoop(), 10_000, 0)),
            scenario(
                    "many-documents",
                    "200 documents, 2 writers each, 5 operations a second each",
                    load(200, 2, 0, 0, new Pace.Fixed(5), 2_000, 0)),
            scenario(
                    "readers",
                    "1 writer at 10 operations a second, 500 readers",
                    load(1, 1, 500, 0, new Pace.Fixed(10), 10_000, 0)),
            scenario(
                    "idle",
                    "2,000 documents, each open at one client that does nothing",
                    load(2_000, 0, 1, 0, closedLoop(), 2_000, 0)),
            scenario(
                    "join",
                    "opening a document of 100,000 operations again and again, while another client has it open",
                    load(1, 0, 1, 1, closedLoop(), 100, 100_000)),
            new Scenario(
                    "sizes",
                    "1 writer and 1 reader on 10 kB, 1 MB and 10 MB, as fast as acks come",
                    List.of(
                            load(1, 1, 1, 0, closedLoop(), 10_000, 0),
                            load(1, 1, 1, 0, closedLoop(), 1_000_000, 0),
                            load(1, 1, 1, 0, closedLoop(), 10_000_000, 0)),
                    Duration.ZERO),
            new Scenario(
                    "mixed",
                    "10 writers and 4 visitors in one document, then 1 writer and 1 reader, then 100 documents of 2 writers",
                    List.of(
                            load(1, 10, 0, 4, closedLoop(), 20_000, 0),
                            load(1, 1, 1, 0, closedLoop(), 10_000, 0),
                            load(100, 2, 0, 0, new Pace.Fixed(5), 2_000, 0)),
                    Duration.ZERO),
            new Scenario(
                    "crash",
                    "10 writers in one document, while their server is killed (-9) every 2 s and started again",
                    List.of(load(1, 10, 0, 0, closedLoop(), 10_000, 0)),
                    Duration.ofSeconds(2)));

    public Scenario {
        workloads = List.copyOf(workloads);
    }

    /**
     * Returns the scenario of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Scenario named(String word) {
        return ALL.stream()
                .filter(scenario -> scenario.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no such scenario, scenario=" + word
                        + " known=" + ALL.stream().map(Scenario::word).collect(Collectors.joining(","))));
    }

    private static Scenario scenario(String word, String summary, Workload workload) {
        return new Scenario(word, summary, List.of(workload), Duration.ZERO);
    }

    private static Pace closedLoop() {
        return new Pace.AfterAck(Duration.ZERO);
    }

    private static Workload load(
            int documents, int writers, int readers, int visitors, Pace pace, int characters, int history) {
        return new Workload(
                documents,
                writers,
                readers,
                visitors,
                pace,
                characters,
                history,
                "text",
                Mix.DEFAULT,
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                Long.MAX_VALUE);
    }
}
