package dev.stet.ot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The client does, step by step, what the recorded transcripts say. Clients in other languages do the same. */
final class TranscriptsTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void theClientDoesWhatIsWritten() throws IOException {
        List<String> lines;
        try (InputStream in = TranscriptsTest.class.getResourceAsStream("/schedules/client.jsonl")) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        assertThat(lines).hasSize(20);
        lines.forEach(line -> replay(JSON.readValue(line, Map.class)));
    }

    private static void replay(Map<?, ?> transcript) {
        List<?> recorded = (List<?>) transcript.get("steps");
        List<Map<String, Object>> taken = new Transcript<>(new CoarseText()).again(recorded);
        for (int i = 0; i < recorded.size(); i++) {
            assertThat(JSON.valueToTree(taken.get(i)).toString())
                    .as("transcript=%s step=%d", transcript.get("name"), i)
                    .isEqualTo(JSON.valueToTree(recorded.get(i)).toString());
        }
        assertThat(taken.getLast())
                .containsEntry("state", "Synchronized")
                .containsEntry("shown", transcript.get("text"));
    }
}
