package dev.stet.server.transport.api;

import dev.stet.server.document.EditRefusedException;
import dev.stet.server.document.OpenFailedException;
import dev.stet.server.history.HistoryException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.URIUtil;

/**
 * What answers a method at addresses of a form. Immutable.
 *
 * @param method {@code HEAD} is answered as {@code GET} is
 * @param requirement what whoever asks has to be, before the endpoint is asked at all
 * @param template an address; a segment in braces, {@code {id}}, stands for any one
 */
record Route(String method, String template, Requirement requirement, Endpoint endpoint) {

    /** Answers requests. Thread-safe. */
    @FunctionalInterface
    interface Endpoint {
        /** Answers one request; the exchange is answered, or nothing of the answer is sent, when it returns. */
        void answer(Exchange exchange)
                throws ApiException, HistoryException, OpenFailedException, EditRefusedException, IOException;
    }

    /** Returns what stands for the segments in braces, decoded, if the path is of this form. */
    Optional<Map<String, String>> match(List<String> segments) {
        List<String> wanted = segments(template);
        if (wanted.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String name = wanted.get(i);
            if (name.startsWith("{")) {
                values.put(name.substring(1, name.length() - 1), URIUtil.decodePath(segments.get(i)));
            } else if (!name.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** Returns the parts of a path between slashes. */
    static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
