package dev.stet.ot.sync.simulation;

import dev.stet.ot.sync.CoarseText;
import dev.stet.ot.sync.Transcript;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes the transcripts that clients in other languages are tested with: {@code TranscriptWriter FILE}. */
final class TranscriptWriter {
    private static final int TRANSCRIPTS = 20;
    private static final int FEWEST_STEPS = 15;
    private static final int MOST_STEPS = 60;

    private TranscriptWriter() {}

    public static void main(String[] args) throws IOException {
        List<String> lines = new ArrayList<>();
        for (long seed = 1; lines.size() < TRANSCRIPTS; seed++) {
            Editor<Rope, TextOperation> editor = Schedule.runToEnd(new SimulatedText(), seed);
            Transcript<Rope, TextOperation> transcript = editor.transcript();
            if (transcript.steps().size() < FEWEST_STEPS || transcript.steps().size() > MOST_STEPS) {
                continue;
            }
            if (!isForEveryClient(transcript.steps())) {
                continue;
            }
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("name", "seed-" + seed);
            line.put("text", editor.shown().toString());
            line.put("steps", transcript.steps());
            lines.add(JsonMapper.shared().writeValueAsString(line));
        }
        Files.write(Path.of(args[0]), lines);
    }

    /** Entries come one by one, and nothing depends on how finely two texts are compared. */
    private static boolean isForEveryClient(List<Map<String, Object>> steps) {
        boolean single =
                steps.stream().noneMatch(step -> step.get("event").toString().contains("caughtUp"));
        return single && new Transcript<>(new CoarseText()).again(steps).equals(steps);
    }
}
