package dev.stet.cli;

import dev.stet.cli.load.Pace;
import dev.stet.cli.load.Scenario;
import dev.stet.cli.load.Workload;
import dev.stet.cli.load.edits.DocumentKind;
import dev.stet.cli.load.edits.Mix;
import dev.stet.cli.replay.Replay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What clients do, as options: a scenario, and what is to be different. Confined to the main thread. */
final class WorkloadOptions {
    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "one-document",
            completionCandidates = ScenarioNames.class,
            description = {
                "One of these. Default: ${DEFAULT-VALUE}",
                "one-document: 10 writers in one document, each as fast as acks come",
                "many-documents: 200 documents, 2 writers each, 5 operations a second each",
                "readers: 1 writer at 10 operations a second, 500 readers",
                "idle: 2,000 documents, each open at one client that does nothing",
                "join: opening a document of 100,000 operations while another client has it open",
                "sizes: 1 writer and 1 reader on 10 kB, 1 MB and 10 MB, as fast as acks come",
                "mixed: 10 writers and 4 visitors in one document, then 1 writer and 1 reader, then 100 documents",
                "crash: 10 writers in one document, while their own server is killed every 2 s"
            })
    private String scenario = "one-document";

    @Option(names = "--documents", paramLabel = "N", converter = CountConverter.class, description = "Documents.")
    private @Nullable Integer documents;

    @Option(names = "--writers", paramLabel = "N", description = "Writers in each document.")
    private @Nullable Integer writers;

    @Option(names = "--readers", paramLabel = "N", description = "Readers of each document.")
    private @Nullable Integer readers;

    @Option(
            names = "--visitors",
            paramLabel = "N",
            description = "Clients that open the first document again and again.")
    private @Nullable Integer visitors;

    @Option(
            names = "--rate",
            paramLabel = "OPS/S",
            description = "Operations a second of each writer, whether or not the server keeps up.")
    private @Nullable Double rate;

    @Option(
            names = "--closed-loop",
            description = "Each operation as soon as the writer's last one is acknowledged, instead of at a rate.")
    private boolean closedLoop;

    @Option(
            names = "--think",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "In a closed loop, how long a writer waits after an ack.")
    private @Nullable Duration think;

    @Option(
            names = "--size",
            paramLabel = "CHARACTERS",
            split = ",",
            converter = CountConverter.class,
            description = "What a document holds at the beginning; several sizes are tried one after the other.")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--history",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Operations written to each document before anything is measured.")
    private @Nullable Integer history;

    @Option(
            names = "--type",
            paramLabel = "text|rich-text|json0",
            defaultValue = "text",
            description = "Type of the documents. Default: ${DEFAULT-VALUE}")
    private String type = "text";

    @Option(
            names = "--deletes",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "Share of runs that delete instead of typing, from 0 to 1. Default: ${DEFAULT-VALUE}")
    private double deletes;

    @Option(
            names = "--run",
            paramLabel = "N",
            defaultValue = "40",
            description = "Operations at one place before the caret jumps. Default: ${DEFAULT-VALUE}")
    private int run;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Type as in this recorded trace (.json or .json.gz): its inserts, deletes and jumps.")
    private @Nullable Path trace;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            defaultValue = "3s",
            converter = DurationConverter.class,
            description = "How long nothing is counted at first. Default: ${DEFAULT-VALUE}")
    private Duration warmUp = Duration.ofSeconds(3);

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "How long it is measured then, each time. Default: ${DEFAULT-VALUE}")
    private Duration duration = Duration.ofSeconds(10);

    @Option(
            names = "--operations",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "End after so many operations, warm-up included, if that comes first.")
    private @Nullable Integer operations;

    /** The words for completion. */
    static final class ScenarioNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Scenario.ALL.stream().map(Scenario::word).iterator();
        }
    }

    /** Returns the scenario. */
    Scenario scenario(CommandSpec spec) {
        try {
            return Scenario.named(scenario);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns what is to be done, one load after the other. */
    List<Workload> loads(CommandSpec spec) {
        Scenario named = scenario(spec);
        try {
            Mix mix = new Mix(deletes, run, Optional.ofNullable(trace).map(Replay::read));
            var unused = DocumentKind.of(type, mix);
            List<Workload> loads = named.workloads().stream()
                    .map(usual -> workload(usual, mix))
                    .toList();
            return sizes.isEmpty()
                    ? loads
                    : loads.stream()
                            .flatMap(load -> sizes.stream().map(load::sized))
                            .distinct() // those that only had another size
                            .toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Workload workload(Workload usual, Mix mix) {
        return new Workload(
                or(documents, usual.documents()),
                or(writers, usual.writers()),
                or(readers, usual.readers()),
                or(visitors, usual.visitors()),
                pace(usual.pace()),
                usual.characters(),
                or(history, usual.history()),
                type,
                mix,
                warmUp,
                duration,
                operations == null ? Long.MAX_VALUE : operations);
    }

    private Pace pace(Pace usual) {
        Duration thinking = think == null ? Duration.ZERO : think;
        if (rate != null) {
            if (closedLoop || think != null) {
                throw new IllegalArgumentException("give --rate, or --closed-loop with or without --think");
            }
            return new Pace.Fixed(rate);
        }
        return closedLoop || think != null ? new Pace.AfterAck(thinking) : usual;
    }

    private static int or(@Nullable Integer given, int usual) {
        return given == null ? usual : given;
    }
}
