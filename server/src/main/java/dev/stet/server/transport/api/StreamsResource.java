package dev.stet.server.transport.api;

import dev.stet.server.auth.Permission;
import dev.stet.server.history.HistoryException;
import dev.stet.server.limits.ConnectionSeat;
import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.Credential;
import dev.stet.server.protocol.ServerMessage;
import dev.stet.server.transport.entrance.RefusedException;
import dev.stet.server.transport.events.EventStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Streams of what happens to a document, as Server-Sent Events: what {@code doc:open} is on a WebSocket. Thread-safe.
 *
 * <pre>
 *   GET  …/events    for whoever wants to know what happens: a browser's EventSource, curl. It makes no document
 *   POST …/events    doc:open as its body, for whoever edits
 * </pre>
 */
final class StreamsResource {
    private static final String EVENTS = DocumentsResource.DOCUMENT + "/events";

    private final ApiContext context;

    StreamsResource(ApiContext context) {
        this.context = context;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/welcome", Requirement.CLIENT, this::welcome),
                new Route("GET", EVENTS, Requirement.CLIENT, this::follow),
                new Route("POST", EVENTS, Requirement.CLIENT, this::open));
    }

    private void welcome(Exchange exchange) throws ApiException, IOException {
        requireOpen();
        Exchange.Visit visit = exchange.visit();
        ServerMessage greeting = context.streams().sessions().welcome(visit.client(), visit.identity());
        exchange.put(HttpHeader.CACHE_CONTROL, "no-store")
                .answer(200, Exchange.JSON, context.streams().codec().encode(List.of(greeting)));
    }

    private void follow(Exchange exchange) throws ApiException, HistoryException, IOException {
        String id = Parameters.document(exchange);
        Permits.require(context, exchange, id, Permission.READ);
        Optional<Long> since = Parameters.revision(exchange, "since");
        String docType = context.histories().of(id).document().docType();
        if (exchange.isHead()) {
            exchange.put(HttpHeader.CACHE_CONTROL, "no-store").answer(200);
            return;
        }
        begin(
                exchange,
                new ClientMessage.Open(
                        Optional.empty(),
                        id,
                        docType,
                        false,
                        since.map(OptionalLong::of).orElse(OptionalLong.empty()),
                        OptionalLong.empty(),
                        exchange.query("store"),
                        exchange.share().map(secret -> new Credential(secret.value()))));
    }

    private void open(Exchange exchange) throws ApiException, IOException {
        if (!(PostedMessage.of(exchange, context.streams().codec(), context.maxBodyBytes())
                instanceof ClientMessage.Open open)) {
            throw PostedMessage.unexpected();
        }
        begin(exchange, open);
    }

    private void begin(Exchange exchange, ClientMessage.Open open) throws ApiException {
        requireOpen();
        ClientMessage.Open wanted = after(exchange, open);
        Exchange.Visit visit = exchange.visit();
        if (context.streams().sessions().isOfAnother(visit.client(), open.doc(), exchange.user())) {
            throw new ApiException(Problem.FORBIDDEN, "the client id is not this user's to use");
        }
        ConnectionSeat seat;
        try {
            seat = exchange.enter(context.gate());
        } catch (RefusedException e) {
            throw Failures.of(e);
        }
        EventStream.Caller caller =
                new EventStream.Caller(visit.client(), visit.identity(), exchange.address(context.gate()), seat);
        exchange.goOn((request, response, end) ->
                EventStream.begin(context.streams(), caller, wanted, request, response, end));
    }

    /** Returns what is wanted, after the event that came last before a stream broke off. */
    private static ClientMessage.Open after(Exchange exchange, ClientMessage.Open open) throws ApiException {
        Optional<String> last = exchange.header("Last-Event-ID");
        if (last.isEmpty()) {
            return open;
        }
        return new ClientMessage.Open(
                open.id(),
                open.doc(),
                open.docType(),
                open.create(),
                OptionalLong.of(Parameters.revision(last.get(), "Last-Event-ID")),
                open.inFlight(),
                open.store(),
                open.share());
    }

    private void requireOpen() throws ApiException {
        if (context.draining().getAsBoolean()) {
            throw new ApiException(Problem.DRAINING, "the server shuts down");
        }
    }
}
