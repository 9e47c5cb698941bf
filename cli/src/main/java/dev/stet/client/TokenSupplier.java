package dev.stet.client;

import java.util.concurrent.CompletableFuture;

/**
 * Gets tokens that say who the user is: asked for one with each attempt to connect, and before the last one expires.
 *
 * <p>Threads: called on the client's thread; it must not block, but may complete the future from anywhere.
 */
@FunctionalInterface
public interface TokenSupplier {

    /** Returns a token that counts from now on, for a while. If it fails, the client tries again later. */
    CompletableFuture<String> token();
}
