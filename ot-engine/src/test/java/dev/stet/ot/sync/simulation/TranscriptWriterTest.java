package dev.stet.ot.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The recorded transcripts are what sessions of these seeds come to today. */
final class TranscriptWriterTest {
    @Test
    void theTranscriptsAreThoseOfTheSimulation() throws IOException {
        try (InputStream in = TranscriptWriterTest.class.getResourceAsStream("/schedules/client.jsonl")) {
            List<String> recorded = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(TranscriptWriter.lines())
                    .as("after a change that is meant, write them anew: see schedules/README.md")
                    .isEqualTo(recorded);
        }
    }
}
