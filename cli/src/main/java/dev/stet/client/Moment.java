package dev.stet.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** Which state of a document is meant. Immutable. */
public sealed interface Moment {

    /** The newest one. */
    record Newest() implements Moment {}

    /** That after so many operations. */
    record AtRevision(long revision) implements Moment {}

    /** That at a time. */
    record AtTime(Instant time) implements Moment {}

    /** One that has a name. */
    record AtVersion(String name) implements Moment {}

    /** Reads what a person wrote: a revision, a time like {@code 2026-01-31T12:00:00Z}, or else the name of a version. */
    static Moment parse(String text) {
        if (text.matches("\\d{1,18}")) {
            return new AtRevision(Long.parseLong(text));
        }
        try {
            return new AtTime(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return new AtVersion(text);
        }
    }

    /** Returns it as the one field of an object; none for the newest one. */
    default Map<String, Object> field() {
        return switch (this) {
            case Newest newest -> Map.of();
            case AtRevision at -> Map.of("revision", at.revision());
            case AtTime at -> Map.of("at", at.time().toString());
            case AtVersion at -> Map.of("version", at.name());
        };
    }

    /** Returns it as the query of an address, with its question mark; empty for the newest one. */
    default String query() {
        StringBuilder query = new StringBuilder();
        field().forEach((name, value) -> query.append('?')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8)));
        return query.toString();
    }
}
