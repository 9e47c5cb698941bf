package dev.stet.server.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The reader of short JSON reads what the reader of all JSON reads, or nothing. */
class ShortJsonTest {
    private static final ObjectMapper ALL = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static Optional<Object> read(String json) {
        return ShortJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldReadWhatOperationsUsuallyAre() {
        assertThat(read("[123456789,\"a\",0,{\"d\":3}]")).contains(List.of(123_456_789, "a", 0, Map.of("d", 3)));
        assertThat(read("[{\"retain\":5},{\"insert\":\"x y\",\"attributes\":{\"bold\":1}}]"))
                .contains(List.of(Map.of("retain", 5), Map.of("insert", "x y", "attributes", Map.of("bold", 1))));
        assertThat(read("[]")).contains(List.of());
        assertThat(read("{}")).contains(Map.of());
        assertThat(read("\"\"")).contains("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1}",
                "{1:2}",
                "{\"a\"}",
                "{\"a\":1,\"a\":2}",
                "\"",
                "\"a",
                "1 ",
                "[1, 2]",
                "01",
                "[00]",
                "-1",
                "1.5",
                "1e3",
                "1234567890",
                "true",
                "null",
                "[null]",
                "\"\\n\"",
                "\"é\"",
                "\"\n\"",
                "[1]]",
                "[1]x",
                "1a",
                "[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]"
            })
    void shouldLeaveAnythingElseToTheReaderOfAllJson(String unusual) {
        assertThat(read(unusual)).isEmpty();
    }

    @Test
    void shouldLeaveLongJsonToTheReaderOfAllJson() {
        assertThat(read('"' + "a".repeat(4_094) + '"')).isPresent();
        assertThat(read('"' + "a".repeat(4_095) + '"')).isEmpty();
    }

    @Test
    void shouldReadAPartOfTheBytesAndNoMore() {
        byte[] three = "1,[23],4".getBytes(StandardCharsets.UTF_8);
        assertThat(ShortJson.read(three, 2, 4)).contains(List.of(23));
        assertThat(ShortJson.read(three, 2, 3)).isEmpty();
        assertThat(ShortJson.read(three, 2, 5)).isEmpty();
        assertThat(ShortJson.read(three, 3, 1)).contains(2);
    }

    @Test
    void shouldTellNamesApartThatShareAPlace() {
        for (int i = 0; i < 2_000; i++) {
            String name = "n" + i % 1_000;
            assertThat(read("{\"" + name + "\":1}")).contains(Map.of(name, 1));
        }
        String longName = "n".repeat(40);
        assertThat(read("{\"" + longName + "\":1}")).contains(Map.of(longName, 1));
    }

    @Test
    void shouldNeverReadSomethingElse() {
        long seed = Long.getLong("stet.seed", System.nanoTime());
        Random random = new Random(seed);
        String[] pieces = {
            "[", "]", "{", "}", "\"", "\"", ",", ":", "0", "1", "23", "\"a\"", "\"b\":", "{\"d\":", "\\", "é", " ", "-",
            "."
        };
        int same = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder json = new StringBuilder("[");
            for (int length = random.nextInt(7); length > 0; length--) {
                json.append(pieces[random.nextInt(pieces.length)]);
            }
            json.append(']');
            Optional<Object> read = read(json.toString());
            if (read.isPresent()) {
                assertThat(readAll(json.toString()))
                        .as("json=%s -Dstet.seed=%d", json, seed)
                        .isEqualTo(read);
                same++;
            }
        }
        assertThat(same).as("-Dstet.seed=%d", seed).isPositive();
    }

    private static Optional<Object> readAll(String json) {
        try {
            return Optional.of(ALL.readValue(json, Object.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
