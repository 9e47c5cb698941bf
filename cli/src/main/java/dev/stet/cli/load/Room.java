package dev.stet.cli.load;

import java.util.List;
import java.util.stream.Stream;

/**
 * A document, and those who have it open. Immutable.
 *
 * @param base the document's revision when they came
 */
record Room<S, O>(
        String doc,
        long base,
        Deliveries deliveries,
        List<Seat<S, O, Writer<S, O>>> writers,
        List<Seat<S, O, Reader<S, O>>> readers) {
    Room {
        writers = List.copyOf(writers);
        readers = List.copyOf(readers);
    }

    /** Returns everybody. */
    Stream<Seat<S, O, ? extends Reader<S, O>>> seats() {
        return Stream.concat(writers.stream(), readers.stream());
    }

    /** Returns how many operations of its writers were acknowledged. */
    long acknowledged() {
        return writers.stream()
                .mapToLong(seat -> seat.listener().acknowledged())
                .sum();
    }
}
