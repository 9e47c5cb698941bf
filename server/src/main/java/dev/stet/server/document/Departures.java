package dev.stet.server.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who left a document lately, in two generations: when there are so many of the younger one, the older one is forgotten. Thus one
 * more costs the same however many there are, and there is a bound. Immutable.
 */
final class Departures {
    /** How many there are of a generation. */
    static final int GENERATION = 2048;

    static final Departures NONE = new Departures(null, 0, null, 0);

    private final @Nullable Departure newest;
    private final int young;
    /** The last one that was of the older generation when the younger one began. */
    private final @Nullable Departure newestOld;

    private final long forgottenUpTo;

    private record Departure(
            String participant, long version, @Nullable Departure before) {}

    private Departures(@Nullable Departure newest, int young, @Nullable Departure newestOld, long forgottenUpTo) {
        this.newest = newest;
        this.young = young;
        this.newestOld = newestOld;
        this.forgottenUpTo = forgottenUpTo;
    }

    /** @param version of the departure, later than all before */
    Departures with(String participant, long version) {
        if (young < GENERATION) {
            return new Departures(new Departure(participant, version, newest), young + 1, newestOld, forgottenUpTo);
        }
        long forgotten = newestOld == null ? forgottenUpTo : newestOld.version();
        return new Departures(new Departure(participant, version, null), 1, newest, forgotten);
    }

    /** Returns who left after a presence version, in order; or nothing if that is too long ago to be known. */
    Optional<List<String>> since(long version) {
        if (version < forgottenUpTo) {
            return Optional.empty();
        }
        List<String> left = new ArrayList<>();
        for (Departure generation : new @Nullable Departure[] {newest, newestOld}) {
            for (Departure each = generation; each != null && each.version() > version; each = each.before()) {
                left.add(each.participant());
            }
        }
        Collections.reverse(left);
        return Optional.of(left);
    }
}
