package dev.stet.server.maintenance;

import java.io.IOException;

/** Where documents come from. Confined to its owner's thread. */
@FunctionalInterface
interface DocumentSource {

    /** Gives all documents to a sink, in the order of their ids. */
    void forEach(DocumentSink sink) throws IOException;
}
