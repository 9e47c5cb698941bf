package dev.stet.ot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.OperationType;
import dev.stet.ot.Subject;
import dev.stet.ot.text.TextType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The client does, step by step, what the recorded transcripts say. Clients in other languages do the same. */
final class TranscriptsTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @Test
    void theClientDoesWhatIsWritten() throws IOException {
        List<String> lines;
        try (InputStream in = TranscriptsTest.class.getResourceAsStream("/schedules/client.jsonl")) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        assertThat(lines).hasSize(48);
        lines.forEach(line -> replay(JSON.readValue(line, Map.class)));
    }

    private static void replay(Map<?, ?> transcript) {
        String docType = (String) transcript.get("docType");
        OperationType<?, ?> type = Subject.all()
                .<OperationType<?, ?>>map(Subject::type)
                .filter(each -> each.name().equals(docType))
                .findAny()
                .orElseThrow();
        replay(type == TextType.TEXT ? new CoarseText() : type, transcript);
    }

    private static void replay(OperationType<?, ?> type, Map<?, ?> transcript) {
        List<?> recorded = (List<?>) transcript.get("steps");
        List<Map<String, Object>> taken =
                Transcript.ofEncoded(type, transcript.get("beginning")).again(recorded);
        for (int i = 0; i < recorded.size(); i++) {
            assertThat(JSON.writeValueAsString(taken.get(i)))
                    .as("transcript=%s step=%d", transcript.get("name"), i)
                    .isEqualTo(JSON.writeValueAsString(recorded.get(i)));
        }
        Map<String, Object> last = taken.stream()
                .filter(step -> step.containsKey("event"))
                .toList()
                .getLast();
        assertThat(last).containsEntry("state", "Synchronized");
        assertThat(JSON.writeValueAsString(last.get("shown")))
                .isEqualTo(JSON.writeValueAsString(transcript.get("end")));
    }
}
