package dev.stet.server.transport.api;

import dev.stet.server.history.HistoryException;
import dev.stet.server.history.Moment;
import dev.stet.server.storage.NamedVersion;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;

/** Names for revisions. Thread-safe. */
final class VersionsResource {
    private static final String VERSIONS = DocumentsResource.DOCUMENT + "/versions";

    private final ApiContext context;

    VersionsResource(ApiContext context) {
        this.context = context;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", VERSIONS, Requirement.READ, this::list),
                // a name may have what cannot stand in a path, so it may stand in the query as well
                new Route("PUT", VERSIONS, Requirement.EDIT, this::add),
                new Route("PUT", VERSIONS + "/{name}", Requirement.EDIT, this::add),
                new Route("DELETE", VERSIONS, Requirement.EDIT, this::remove),
                new Route("DELETE", VERSIONS + "/{name}", Requirement.EDIT, this::remove));
    }

    private void list(Exchange exchange) throws ApiException, HistoryException, IOException {
        List<NamedVersion> versions =
                context.histories().of(Parameters.document(exchange)).versions();
        exchange.put(HttpHeader.CACHE_CONTROL, "no-store")
                .json(
                        200,
                        Map.of(
                                "versions",
                                versions.stream()
                                        .map(VersionsResource::described)
                                        .toList()));
    }

    private void add(Exchange exchange) throws ApiException, HistoryException, IOException {
        String id = Parameters.document(exchange);
        String name = Parameters.version(exchange);
        Optional<Long> revision =
                JsonBody.of(exchange.body(context.maxBodyBytes())).revision("revision");
        Moment moment = revision.isPresent() ? new Moment.AtRevision(revision.get()) : new Moment.Newest();
        exchange.json(200, described(context.versions().add(id, name, moment, exchange.author())));
    }

    private void remove(Exchange exchange) throws ApiException, HistoryException, IOException {
        context.versions().remove(Parameters.document(exchange), Parameters.version(exchange));
        exchange.answer(204);
    }

    private static Map<String, Object> described(NamedVersion version) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", version.name());
        described.put("revision", version.revision());
        described.put("created", Instant.ofEpochMilli(version.createdMs()).toString());
        described.put("author", version.author());
        return described;
    }
}
