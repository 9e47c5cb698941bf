package dev.stet.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Lines for people: one for each event, whatever is in it. Thread-safe. */
final class TextLines extends EncoderBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
            .withZone(ZoneId.systemDefault());
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String logger = event.getLoggerName();
        String line = TIME.format(Instant.ofEpochMilli(event.getTimeStamp()))
                + String.format(Locale.ROOT, " %-5s ", event.getLevel())
                + logger.substring(logger.startsWith("dev.stet.") ? logger.lastIndexOf('.') + 1 : 0) + ": "
                + event.getFormattedMessage()
                + (event.getThrowableProxy() == null ? "" : " | " + ErrorText.of(event.getThrowableProxy()));
        return (CONTROL.matcher(line).replaceAll(" ") + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
