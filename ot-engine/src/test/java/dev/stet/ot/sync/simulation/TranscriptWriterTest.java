package dev.stet.ot.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The recorded transcripts of text are what sessions of these seeds come to today. Those of other types hang on the order
 * of maps, which differs from one JVM to the next: that they are true is tested by doing them again.
 */
final class TranscriptWriterTest {
    @Test
    void theTranscriptsOfTextAreThoseOfTheSimulation() throws IOException {
        try (InputStream in = TranscriptWriterTest.class.getResourceAsStream("/schedules/client.jsonl")) {
            List<String> recorded = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("\"name\":\"text seed-"))
                    .toList();
            boolean same = TranscriptWriter.lines(new SimulatedText()).equals(recorded);
            assertThat(same)
                    .as("after a change that is meant, write them anew: see schedules/README.md")
                    .isTrue();
        }
    }
}
