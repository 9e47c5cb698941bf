package dev.stet.ot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
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
        SyncClient<Rope, TextOperation> client = new SyncClient<>(TextType.TEXT, 0, Rope.empty(), 1);
        Transcript<Rope, TextOperation> format = new Transcript<>(TextType.TEXT);
        int number = 0;
        for (Object written : (List<?>) transcript.get("steps")) {
            ClientEvent<Rope, TextOperation> event = format.decode((Map<?, ?>) ((Map<?, ?>) written).get("event"));
            Map<String, Object> step = format.step(event, client.on(event), client);
            assertThat(JSON.valueToTree(step).toString())
                    .as("transcript=%s step=%d", transcript.get("name"), number++)
                    .isEqualTo(JSON.valueToTree(written).toString());
        }
        assertThat(client.state()).isInstanceOf(ClientState.Synchronized.class);
        assertThat(client.shown()).hasToString((String) transcript.get("text"));
    }
}
