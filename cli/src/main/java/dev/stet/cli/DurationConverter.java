package dev.stet.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads times as people write them: {@code 500ms}, {@code 15s}, {@code 2m}, {@code 1h}, {@code 30d}; more than nothing. Immutable. */
public final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    /** Made by picocli. */
    public DurationConverter() {}

    @Override
    public Duration convert(String value) {
        Matcher time = TIME.matcher(value);
        if (time.matches()) {
            long number = Long.parseLong(time.group(1));
            Duration duration = switch (time.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
            if (!duration.isZero()) {
                return duration;
            }
        }
        throw new TypeConversionException("'" + value + "' is not a time like 500ms, 15s, 2m, 1h or 30d");
    }
}
