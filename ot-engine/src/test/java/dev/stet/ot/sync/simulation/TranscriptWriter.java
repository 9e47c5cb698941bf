package dev.stet.ot.sync.simulation;

import dev.stet.ot.OperationType;
import dev.stet.ot.sync.CoarseText;
import dev.stet.ot.sync.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes the transcripts that clients in other languages are tested with: {@code TranscriptWriter FILE}. */
final class TranscriptWriter {
    private static final int TRANSCRIPTS_OF_A_TYPE = 12;
    /** Members by name: their order in maps is by chance. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final int FEWEST_STEPS = 15;
    private static final int MOST_STEPS = 60;

    private TranscriptWriter() {}

    public static void main(String[] args) throws IOException {
        Files.write(Path.of(args[0]), lines());
    }

    /** Returns the transcripts, one per line. */
    private static List<String> lines() {
        return SimulatedTypes.all().stream()
                .flatMap(type -> lines(type).stream())
                .toList();
    }

    /** Returns the transcripts of one type, those of text always the same. */
    static <S, O> List<String> lines(SimulatedType<S, O> type) {
        List<String> lines = new ArrayList<>();
        for (long seed = 1; lines.size() < TRANSCRIPTS_OF_A_TYPE; seed++) {
            Editor<S, O> editor = Schedule.runToEnd(type, seed);
            Transcript<S, O> transcript = editor.transcript();
            int steps = transcript.steps().size();
            if (steps < FEWEST_STEPS || steps > MOST_STEPS || !isForEveryClient(type, transcript)) {
                continue;
            }
            OperationType<S, O> encoder = type.type();
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("name", encoder.name() + " seed-" + seed);
            line.put("docType", encoder.name());
            line.put("beginning", transcript.beginning());
            line.put("end", encoder.encodeSnapshot(editor.shown()));
            line.put("steps", transcript.steps());
            lines.add(JSON.writeValueAsString(line));
        }
        return lines;
    }

    /**
     * Nothing depends on what is a client's own business: how finely two documents are compared, whether an operation
     * that came to nothing is sent, and names that JavaScript has its own use for.
     */
    private static <S, O> boolean isForEveryClient(SimulatedType<S, O> type, Transcript<S, O> transcript) {
        List<Map<String, Object>> steps = transcript.steps();
        Object nothing = type.type().encode(type.type().noop());
        boolean sendsNothing = steps.stream()
                .flatMap(step -> ((List<?>) step.getOrDefault("effects", List.of())).stream())
                .map(effect -> (Map<?, ?>) effect)
                .anyMatch(effect ->
                        effect.get("type").equals("submit") && effect.get("op").equals(nothing));
        if (sendsNothing || steps.toString().contains("__proto__")) {
            return false;
        }
        if (type instanceof SimulatedText) {
            return new Transcript<>(new CoarseText()).again(steps).equals(steps);
        }
        return steps.stream()
                .noneMatch(step -> String.valueOf(step.get("event")).contains("reloaded"));
    }
}
