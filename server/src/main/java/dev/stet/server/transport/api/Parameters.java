package dev.stet.server.transport.api;

import dev.stet.server.history.Moment;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what requests name: documents, versions, revisions, moments. */
final class Parameters {
    private static final Pattern DOCUMENT = Pattern.compile("[A-Za-z0-9_.~-]{1,128}");
    private static final Pattern REVISION = Pattern.compile("[0-9]{1,15}");
    private static final Pattern VERSION = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,128}");
    private static final int MAX_KEY = 256;

    private Parameters() {}

    /** Returns the document that the path names. */
    static String document(Exchange exchange) throws ApiException {
        String id = exchange.value("id");
        if (!isDocument(id)) {
            throw new ApiException(Problem.NOT_FOUND, "no document has such a name");
        }
        return id;
    }

    /** Returns whether this can be a document's name. */
    static boolean isDocument(String id) {
        return DOCUMENT.matcher(id).matches();
    }

    /** Returns the version that the path names, or the query. */
    static String version(Exchange exchange) throws ApiException {
        String name = exchange.hasValue("name")
                ? exchange.value("name")
                : exchange.query("name").orElse("");
        if (!VERSION.matcher(name).matches() || name.isBlank()) {
            throw new ApiException(
                    Problem.BAD_MESSAGE,
                    "a version's name has 1 to 128 characters, and no control characters, parameter=name");
        }
        return name;
    }

    /** Returns a revision of the query. */
    static Optional<Long> revision(Exchange exchange, String name) throws ApiException {
        Optional<String> text = exchange.query(name);
        return text.isEmpty() ? Optional.empty() : Optional.of(revision(text.get(), name));
    }

    static long revision(String text, String name) throws ApiException {
        if (!REVISION.matcher(text).matches()) {
            throw new ApiException(Problem.BAD_MESSAGE, "a revision is a number from 0 on, parameter=" + name);
        }
        return Long.parseLong(text);
    }

    /** Returns a number of the query. */
    static int number(Exchange exchange, String name, int least, int most, int otherwise) throws ApiException {
        Optional<String> text = exchange.query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (REVISION.matcher(text.get()).matches()) {
            long number = Long.parseLong(text.get());
            if (number >= least && number <= most) {
                return (int) number;
            }
        }
        throw new ApiException(
                Problem.BAD_MESSAGE, "a number from " + least + " to " + most + " is wanted, parameter=" + name);
    }

    /** Returns the moment that {@code revision}, {@code at} or {@code version} of the query names, if one of them is there. */
    static Optional<Moment> moment(Exchange exchange) throws ApiException {
        return moment(revision(exchange, "revision"), exchange.query("at"), exchange.query("version"));
    }

    /** Returns the moment that one of the three names, if one of them is there. */
    static Optional<Moment> moment(Optional<Long> revision, Optional<String> at, Optional<String> version)
            throws ApiException {
        List<Moment> moments = new ArrayList<>();
        revision.ifPresent(number -> moments.add(new Moment.AtRevision(number)));
        if (at.isPresent()) {
            moments.add(new Moment.AtTime(time(at.get())));
        }
        version.ifPresent(name -> moments.add(new Moment.AtVersion(name)));
        if (moments.size() > 1) {
            throw new ApiException(Problem.BAD_MESSAGE, "only one of revision, at and version can be asked for");
        }
        return moments.stream().findFirst();
    }

    static Instant time(String text) throws ApiException {
        try {
            // in a query an unescaped plus sign is a space
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException e) {
            throw new ApiException(
                    Problem.BAD_MESSAGE, "a time is written like 2026-11-21T12:00:00Z or 2026-11-21T13:00:00+01:00");
        }
    }

    /** Returns the name that the client gave to the edit. */
    static Optional<String> key(Exchange exchange) throws ApiException {
        Optional<String> key = exchange.header("Idempotency-Key");
        if (key.isPresent() && (key.get().isBlank() || key.get().length() > MAX_KEY)) {
            throw new ApiException(
                    Problem.BAD_MESSAGE, "a key has 1 to " + MAX_KEY + " characters, header=Idempotency-Key");
        }
        return key;
    }
}
