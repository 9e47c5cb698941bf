package dev.stet.server.protocol;

import tools.jackson.core.JsonGenerator;

/** Writes a value that the protocol does not look into, in the encoding of the message around it. */
@FunctionalInterface
interface ValueWriter {
    void write(JsonGenerator generator, Json value);
}
