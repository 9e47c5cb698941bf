package dev.stet.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.cli.CommandFailedException;
import dev.stet.cli.replay.Trace.Transaction;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceReaderTest {
    @TempDir
    Path folder;

    @Test
    void parentsSayWhatAnAuthorHadSeen() throws Exception {
        Trace trace = read("""
                {"kind": "concurrent", "numAgents": 2, "endContent": "abc", "txns": [
                  {"agent": 0, "parents": [], "patches": [[0, 0, "a"]]},
                  {"agent": 0, "parents": [0], "patches": [[1, 0, "b"]]},
                  {"agent": 1, "parents": [0], "patches": [[1, 0, "c"]]},
                  {"agent": 1, "parents": [1, 2], "patches": [[0, 1, ""]]}]}""");
        assertThat(trace.authors()).isEqualTo(2);
        assertThat(trace.transactions()).extracting(Transaction::seen).containsExactly(0, 0, 1, 2);
    }

    @Test
    void aSequentialTraceHasOneAuthorAndItsStartIsTyped() throws Exception {
        Trace trace = read("""
                {"startContent": "x", "endContent": "yx", "txns": [{"patches": [[0, 0, "y"]]}]}""");
        assertThat(trace.authors()).isEqualTo(1);
        assertThat(trace.transactions()).hasSize(2);
    }

    @Test
    void whatIsNoTraceIsOneLine() {
        for (String content : new String[] {"", "[", "{}", "{\"txns\": [{}], \"endContent\": \"\"}", "\u001f\u008b"}) {
            assertThatThrownBy(() -> read(content))
                    .isInstanceOf(CommandFailedException.class)
                    .message()
                    .startsWith("the trace cannot be read, file=")
                    .hasLineCount(1);
        }
    }

    @Test
    void aFileThatIsNotThereIsOneLine() {
        assertThatThrownBy(() -> TraceReader.read(folder.resolve("none.json")))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageStartingWith("the trace does not exist, file=");
    }

    private Trace read(String content) throws Exception {
        return TraceReader.read(Files.writeString(folder.resolve("some.json"), content));
    }
}
