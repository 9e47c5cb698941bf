package dev.stet.cli.load;

import dev.stet.client.ClientDocument;
import dev.stet.client.StetClient;

/** Somebody at a document: the client, what it has open, and who hears of it. */
record Seat<S, O, L extends Reader<S, O>>(StetClient client, ClientDocument<S, O> document, L listener) {

    /** Goes away. */
    void leave() {
        listener.leave();
        client.close();
    }
}
