package dev.stet.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The two forms of a line in the log. */
class LinesTest {
    private final Logger logger = new LoggerContext().getLogger("dev.stet.server.session.Session");

    private String line(Encoder<ILoggingEvent> form, Throwable error, String message, Object... arguments) {
        return new String(
                form.encode(new LoggingEvent("caller", logger, Level.WARN, message, error, arguments)),
                StandardCharsets.UTF_8);
    }

    private JsonNode json(Throwable error, String message, Object... arguments) {
        String line = line(new JsonLines(), error, message, arguments);
        assertThat(line).endsWith("}\n").hasLineCount(1);
        return JsonMapper.shared().readTree(line);
    }

    private static Exception quoting() {
        try {
            throw new IllegalStateException("what is stored makes no sense", unreadable());
        } catch (IllegalStateException e) {
            return e;
        }
    }

    private static JacksonException unreadable() {
        try {
            JsonMapper.shared().readTree("[zanzibar]");
            throw new AssertionError("that was no JSON");
        } catch (JacksonException e) {
            assertThat(e.getMessage()).contains("zanzibar");
            return e;
        }
    }

    @Test
    void eachKeyInAMessageIsAFieldOfJson() {
        JsonNode line = json(null, "refused {}, session={} user={} doc={} revision={}", 1, "s-1", "ada", "minutes", 7L);
        assertThat(line.get("message").asString()).isEqualTo("refused 1, session=s-1 user=ada doc=minutes revision=7");
        assertThat(line.get("level").asString()).isEqualTo("WARN");
        assertThat(line.get("logger").asString()).isEqualTo("dev.stet.server.session.Session");
        assertThat(line.get("session").asString()).isEqualTo("s-1");
        assertThat(line.get("user").asString()).isEqualTo("ada");
        assertThat(line.get("document").asString()).isEqualTo("minutes");
        assertThat(line.get("revision").isNumber()).isTrue();
        assertThat(line.get("revision").asLong()).isEqualTo(7);
    }

    @Test
    void whatAMessageSaysNeverReplacesWhatALineAlwaysHas() {
        JsonNode line = json(null, "odd, level={} time={}", "x", "y");
        assertThat(line.get("level").asString()).isEqualTo("WARN");
        assertThat(line.get("time").asString()).startsWith("20");
    }

    @Test
    void anExceptionIsAFieldAndOneThatQuotesItsInputIsSilent() {
        JsonNode line = json(quoting(), "the log could not be read, doc={}", "minutes");
        assertThat(line.get("error").asString())
                .isEqualTo("java.lang.IllegalStateException: what is stored makes no sense");
        assertThat(line.get("stack").asString())
                .contains(" | caused by tools.jackson.", LinesTest.class.getName())
                .doesNotContain("zanzibar");
    }

    @Test
    void aLineOfTextIsOneLineWhateverIsInIt() {
        String line = line(new TextLines(), quoting(), "refused, user={}", "a\r\n2026-01-01 ERROR forged");
        assertThat(line)
                .hasLineCount(1)
                .contains(
                        " WARN  Session: refused, user=a 2026-01-01 ERROR forged | java.lang.IllegalStateException: what")
                .doesNotContain("zanzibar");
    }
}
