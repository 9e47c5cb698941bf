package dev.stet.ot.sync.simulation;

import dev.stet.ot.Selection;
import java.util.Optional;
import java.util.OptionalLong;

/** What goes over a connection. */
sealed interface Message<S, O> {

    /** From client to server. */
    sealed interface Up<S, O> extends Message<S, O> {}

    /** From server to client. */
    sealed interface Down<S, O> extends Message<S, O> {}

    record Open<S, O>(long since, OptionalLong inFlight) implements Up<S, O> {}

    record Submit<S, O>(long revision, long sequence, O operation, Optional<Selection> selection) implements Up<S, O> {}

    record Opened<S, O>(long revision, Optional<S> snapshot, OptionalLong inFlightAt) implements Down<S, O> {}

    record Ack<S, O>(long sequence, long revision) implements Down<S, O> {}

    record Applied<S, O>(long revision, O operation) implements Down<S, O> {}

    record Refused<S, O>(long sequence, boolean retryable) implements Down<S, O> {}

    /** The client notices that the connection is lost. */
    record Lost<S, O>() implements Down<S, O> {}
}
