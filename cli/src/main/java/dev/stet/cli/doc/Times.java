package dev.stet.cli.doc;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as people read them, in UTC, so that what one sees can be given to {@code --at} and to others. */
final class Times {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssX").withZone(ZoneOffset.UTC);

    private Times() {}

    /** Returns the time to the second. */
    static String shown(Instant time) {
        return SECONDS.format(time);
    }
}
