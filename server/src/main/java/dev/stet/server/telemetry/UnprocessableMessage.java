package dev.stet.server.telemetry;

import java.time.Instant;
import java.util.Optional;

/**
 * A message from a client that made no sense, without what it says. Immutable.
 *
 * @param document the document that it is about, as far as that can be told
 * @param code the error's code in the protocol
 * @param why what the client was told
 * @param bytes how long it was; 0 if that is not known any more
 * @param shape what it is made of, with lengths in the place of texts; empty if it is not known any more
 */
public record UnprocessableMessage(
        Instant time,
        String session,
        String user,
        Optional<String> document,
        String code,
        String why,
        int bytes,
        String shape) {}
