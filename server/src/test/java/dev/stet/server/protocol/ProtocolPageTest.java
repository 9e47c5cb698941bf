package dev.stet.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/** What {@code PROTOCOL.md} shows is what the server reads and writes. */
class ProtocolPageTest {
    private static final Path PAGE = Path.of("PROTOCOL.md");
    private static final Pattern BLOCK = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROW =
            Pattern.compile("^\\| `?([a-z0-9_]+)`? \\| .* \\| (yes|no) \\|$", Pattern.MULTILINE);
    private static final Set<String> FROM_CLIENTS =
            Set.of("doc:open", "doc:close", "op:submit", "presence:update", "session:renew", "ping");
    private static final JsonCodec CODEC = new JsonCodec();
    private static final JsonMapper JSON = JsonMapper.shared();

    static List<JsonNode> examples() throws IOException {
        List<JsonNode> examples = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        while (block.find()) {
            try (MappingIterator<JsonNode> objects =
                    JSON.readerFor(JsonNode.class).readValues(block.group(1))) {
                objects.forEachRemaining(examples::add);
            }
        }
        return examples;
    }

    @Test
    void everyMessageIsShown() throws IOException {
        Set<String> shown = examples().stream()
                .map(message -> message.get("type").asString())
                .collect(Collectors.toSet());
        assertThat(shown)
                .containsAll(FROM_CLIENTS)
                .contains("session:welcome", "session:draining", "doc:opened", "doc:role", "doc:closed")
                .contains("session:expiring", "session:renewed", "session:expired")
                .contains("op:ack", "op:applied", "presence:changed", "pong", "error");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsReadAndNoFieldOfItIsLost(JsonNode example) throws Exception {
        ByteBuffer frame = ByteBuffer.wrap(JSON.writeValueAsBytes(example));
        byte[] again = FROM_CLIENTS.contains(example.get("type").asString())
                ? CODEC.encode(CODEC.decode(frame))
                : CODEC.encode(CODEC.decodeServer(frame));
        JsonNode read = JSON.readTree(again);
        assertThat(example.properties()).isSubsetOf(read.properties());
    }

    @Test
    void theTableOfErrorsIsTheEnum() throws IOException {
        Map<String, Boolean> inCode = Arrays.stream(ErrorCode.values())
                .collect(Collectors.toMap(ErrorCode::wireName, ErrorCode::retryable, (a, b) -> a, TreeMap::new));
        assertThat(rows("| code | meaning | retryable |")).isEqualTo(inCode);
    }

    @Test
    void theTableOfCloseCodesIsTheEnum() throws IOException {
        Set<String> inCode = Stream.of(CloseCode.values())
                .filter(code -> code != CloseCode.NORMAL)
                .map(code -> String.valueOf(code.code()))
                .collect(Collectors.toSet());
        assertThat(rows("| close code | meaning | reconnect |").keySet()).isEqualTo(inCode);
        assertThat(Stream.of(CloseCode.values()))
                .allSatisfy(code -> assertThat(code.reason().getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThanOrEqualTo(123));
    }

    /** Returns the first and the last column of a table. */
    private static Map<String, Boolean> rows(String head) throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page).contains(head);
        String table = page.substring(page.indexOf(head));
        table = table.substring(0, table.indexOf("\n\n"));
        Map<String, Boolean> rows = new TreeMap<>();
        Matcher row = ROW.matcher(table);
        while (row.find()) {
            rows.put(row.group(1), row.group(2).equals("yes"));
        }
        assertThat(table.lines().count()).as("lines of the table").isEqualTo(rows.size() + 2);
        return rows;
    }
}
