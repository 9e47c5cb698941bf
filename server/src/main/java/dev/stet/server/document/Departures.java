package dev.stet.server.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who left a document lately. Immutable; bounded in length.
 *
 * @param forgottenUpTo departures up to this presence version are not listed any more
 */
record Departures(List<Departure> list, long forgottenUpTo) {
    private static final int MAX = 256;

    static final Departures NONE = new Departures(List.of(), 0);

    record Departure(String participant, long version) {}

    Departures with(String participant, long version) {
        List<Departure> next = new ArrayList<>(list);
        next.add(new Departure(participant, version));
        if (next.size() <= MAX) {
            return new Departures(List.copyOf(next), forgottenUpTo);
        }
        long forgotten = next.getFirst().version();
        return new Departures(List.copyOf(next.subList(1, next.size())), forgotten);
    }

    Optional<List<String>> since(long version) {
        if (version < forgottenUpTo) {
            return Optional.empty();
        }
        return Optional.of(list.stream()
                .filter(departure -> departure.version() > version)
                .map(Departure::participant)
                .toList());
    }
}
