package dev.stet.client;

import dev.stet.server.protocol.JsonCodec;
import dev.stet.server.protocol.MessageCodec;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a client connects. Immutable.
 *
 * @param client the client's id: 8 to 64 characters of {@code A-Z a-z 0-9 _ -}. Two clients with one id push each other
 *     off the server; a program that uses an old id again must not number its operations from 1 again
 * @param connectTimeout how long one attempt to connect may take
 * @param tokens says who the user is; empty for a guest
 * @param codec what is spoken: JSON or CBOR
 */
public record ClientOptions(
        String client, Backoff backoff, Duration connectTimeout, Optional<TokenSupplier> tokens, MessageCodec codec) {
    private static final int ID_BYTES = 12;

    /** Returns the usual options, with an id that nobody else has. */
    public static ClientOptions fresh() {
        byte[] id = new byte[ID_BYTES];
        ThreadLocalRandom.current().nextBytes(id);
        return new ClientOptions(
                "java-" + HexFormat.of().formatHex(id),
                Backoff.DEFAULT,
                Duration.ofSeconds(10),
                Optional.empty(),
                new JsonCodec());
    }

    /** Returns these options with another backoff. */
    public ClientOptions with(Backoff newBackoff) {
        return new ClientOptions(client, newBackoff, connectTimeout, tokens, codec);
    }

    /** Returns these options for a user whom these tokens name. */
    public ClientOptions with(TokenSupplier newTokens) {
        return new ClientOptions(client, backoff, connectTimeout, Optional.of(newTokens), codec);
    }

    /** Returns these options for a client that speaks in this encoding. */
    public ClientOptions with(MessageCodec newCodec) {
        return new ClientOptions(client, backoff, connectTimeout, tokens, newCodec);
    }
}
