package dev.stet.server.transport.api;

import dev.stet.server.document.DocumentTypes;
import dev.stet.server.history.DocumentEdits;
import dev.stet.server.history.Histories;
import dev.stet.server.history.Versions;

/**
 * What the API needs. Immutable.
 *
 * @param maxOperationBytes the longest operation from a client, in bytes of UTF-8 JSON
 * @param maxBodyBytes the longest body that is not a document's whole content
 * @param maxContentBytes the longest content of a document
 */
public record ApiContext(
        Histories histories,
        DocumentEdits edits,
        Versions versions,
        DocumentTypes types,
        Health health,
        int maxOperationBytes,
        int maxBodyBytes,
        int maxContentBytes) {

    /** The author of every edit over HTTP: there are no accounts. */
    static final String AUTHOR = "guest";
}
