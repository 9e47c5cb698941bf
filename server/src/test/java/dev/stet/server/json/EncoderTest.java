package dev.stet.server.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonFactory;

/** A value comes out alone and whole, whatever was encoded before it and is encoded beside it. */
@ParameterizedClass
@ValueSource(ints = {1, 600, 8_000, 300_000})
class EncoderTest {
    private final Encoder encoder =
            new Encoder(JsonFactory.builder().rootValueSeparator("").build());

    @Parameter
    int length;

    private String encoded(String text) {
        byte[] json = encoder.encode(generator ->
                generator.writeStartObject().writeStringProperty("text", text).writeEndObject());
        return new String(json, StandardCharsets.UTF_8);
    }

    private static String json(String text) {
        return "{\"text\":\"" + text + "\"}";
    }

    @Test
    void oneValueAfterTheOther() {
        String text = "x".repeat(length);
        for (String each : List.of(text, "short", text, text, "short")) {
            assertThat(encoded(each)).isEqualTo(json(each));
        }
    }

    @Test
    void aValueAfterOneThatFailed() {
        String text = "x".repeat(length);
        assertThatThrownBy(() -> encoder.encode(generator -> {
                    generator.writeStartArray().writeString(text);
                    throw new IllegalStateException("no more of it");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(encoded("short")).isEqualTo(json("short"));
    }

    @Test
    void aValueWithinAnother() {
        String text = "x".repeat(length);
        byte[] outer = encoder.encode(generator -> generator
                .writeStartArray()
                .writeString(text)
                .writeRaw(",")
                .writeRaw(encoded(text))
                .writeEndArray());
        assertThat(new String(outer, StandardCharsets.UTF_8)).isEqualTo("[\"" + text + "\"," + json(text) + "]");
        assertThat(encoded("short")).isEqualTo(json("short"));
    }
}
