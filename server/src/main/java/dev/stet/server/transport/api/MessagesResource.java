package dev.stet.server.transport.api;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.sync.OperationId;
import dev.stet.server.auth.Permission;
import dev.stet.server.document.EditRefusedException;
import dev.stet.server.document.OpenFailedException;
import dev.stet.server.history.HistoryException;
import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.ErrorCode;
import dev.stet.server.protocol.ServerMessage;
import dev.stet.server.protocol.ServerMessage.Failure;
import dev.stet.server.session.Session;
import dev.stet.server.storage.StorageException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages from clients that have no WebSocket to send them on, one in each request: {@code POST …/messages}. An operation
 * means the same wherever it is posted, and is answered here; presence is the business of the stream, if it is one of this server.
 * Thread-safe.
 */
final class MessagesResource {
    private static final Logger LOG = LoggerFactory.getLogger(MessagesResource.class);

    private final ApiContext context;
    private final EditLimits limits;

    MessagesResource(ApiContext context) {
        this.context = context;
        this.limits = new EditLimits(context);
    }

    List<Route> routes() {
        return List.of(new Route("POST", DocumentsResource.DOCUMENT + "/messages", Requirement.CLIENT, this::take));
    }

    private void take(Exchange exchange) throws ApiException, IOException {
        ClientMessage message = PostedMessage.of(exchange, context.streams().codec(), context.maxBodyBytes());
        Exchange.Visit visit = exchange.visit();
        Optional<Session> stream = streamOf(visit, Parameters.document(exchange));
        switch (message) {
            case ClientMessage.Submit submit -> answer(exchange, submitted(exchange, visit, submit));
            case ClientMessage.UpdatePresence update -> {
                stream.ifPresent(session -> session.receivedBeside(update));
                if (stream.isPresent()) {
                    exchange.answer(204);
                } else {
                    answer(
                            exchange,
                            Failure.of(ErrorCode.DOC_NOT_OPEN, "no stream of this client is open on this server")
                                    .re(update.id())
                                    .doc(update.doc()));
                }
            }
            case ClientMessage.Close close -> {
                stream.ifPresent(session -> session.receivedBeside(close));
                exchange.answer(204);
            }
            case ClientMessage.Open open -> throw PostedMessage.unexpected();
            case ClientMessage.Renew renew -> throw PostedMessage.unexpected();
            case ClientMessage.Ping ping -> throw PostedMessage.unexpected();
        }
    }

    private Optional<Session> streamOf(Exchange.Visit visit, String document) throws ApiException {
        if (context.streams()
                .sessions()
                .isOfAnother(visit.client(), document, visit.identity().user())) {
            throw new ApiException(Problem.FORBIDDEN, "the client id is not this user's to use");
        }
        return context.streams().sessions().stream(
                visit.client(), document, visit.identity().user());
    }

    private void answer(Exchange exchange, ServerMessage message) throws IOException {
        exchange.put(HttpHeader.CACHE_CONTROL, "no-store")
                .answer(200, Exchange.JSON, context.streams().codec().encode(List.of(message)));
    }

    private ServerMessage submitted(Exchange exchange, Exchange.Visit visit, ClientMessage.Submit submit) {
        try {
            return new ServerMessage.Ack(submit.doc(), submit.seq(), submit(exchange, visit, submit));
        } catch (ApiException e) {
            return refused(submit, e);
        } catch (HistoryException e) {
            return refused(submit, Failures.of(e));
        } catch (OpenFailedException e) {
            return refused(submit, Failures.of(e));
        } catch (EditRefusedException e) {
            return refused(submit, Failures.of(e));
        } catch (InvalidOperationException e) {
            return refused(submit, Failures.of(e));
        } catch (StorageException e) {
            LOG.warn("storage did not do what an operation needs, document={}", submit.doc(), e);
            return refused(submit, new ApiException(Problem.STORAGE_UNAVAILABLE, "storage does not take writes now"));
        }
    }

    private long submit(Exchange exchange, Exchange.Visit visit, ClientMessage.Submit submit)
            throws ApiException, HistoryException, OpenFailedException, EditRefusedException {
        if (context.draining().getAsBoolean()) {
            throw new ApiException(Problem.DRAINING, "the server shuts down");
        }
        String author = exchange.author();
        if (context.access()
                .grant(exchange.user(), submit.doc(), exchange.share())
                .filter(grant -> grant.allows(Permission.EDIT))
                .isEmpty()) {
            throw new ApiException(Problem.FORBIDDEN, "you may not edit this document");
        }
        int bytes = submit.op().encoded().length;
        if (bytes > context.maxOperationBytes()) {
            throw new ApiException(
                    Problem.OPERATION_TOO_LARGE,
                    "the operation is too long, bytes=" + bytes + " maxOperationBytes=" + context.maxOperationBytes());
        }
        Object operation = submit.op().value();
        if (operation == null) {
            throw new ApiException(Problem.INVALID_OPERATION, "an operation cannot be null");
        }
        limits.requireRoom(submit.doc());
        limits.requireWork(author, context.edits().knownRevision(submit.doc()) - submit.revision(), bytes);
        return context.edits()
                .submit(
                        submit.doc(),
                        new OperationId(visit.client(), submit.seq()),
                        author,
                        submit.revision(),
                        operation,
                        submit.selection());
    }

    private Failure refused(ClientMessage.Submit submit, ApiException why) {
        ErrorCode code = ErrorCode.ofWireName(why.problem().code()).orElse(ErrorCode.INTERNAL);
        context.operator().telemetry().operations().refused(code.wireName(), true);
        LOG.debug("refused, document={} code={}", submit.doc(), code);
        Failure failure = Failure.of(code, String.valueOf(why.getMessage()))
                .re(submit.id())
                .doc(submit.doc())
                .seq(submit.seq());
        if (why.body().get("rule") instanceof String rule) {
            failure = failure.rule(rule, why.body().get("component") instanceof Integer index ? index : -1);
        }
        return why.body().get(ApiException.RETRY_AFTER_MS) instanceof Long ms ? failure.retryAfter(ms) : failure;
    }
}
