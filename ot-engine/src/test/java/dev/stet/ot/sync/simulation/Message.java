package dev.stet.ot.sync.simulation;

import dev.stet.ot.Selection;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import java.util.Optional;
import java.util.OptionalLong;

/** What goes over a connection. */
sealed interface Message {

    /** From client to server. */
    sealed interface Up extends Message {}

    /** From server to client. */
    sealed interface Down extends Message {}

    record Open(long since, OptionalLong inFlight) implements Up {}

    record Submit(long revision, long sequence, TextOperation operation, Optional<Selection> selection) implements Up {}

    record Opened(long revision, Optional<Rope> snapshot, OptionalLong inFlightAt) implements Down {}

    record Unavailable() implements Down {}

    record Ack(long sequence, long revision) implements Down {}

    record Applied(long revision, TextOperation operation) implements Down {}

    record Refused(long sequence, boolean retryable) implements Down {}

    /** The client notices that the connection is lost. */
    record Lost() implements Down {}
}
