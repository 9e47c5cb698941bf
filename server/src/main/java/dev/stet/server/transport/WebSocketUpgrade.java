package dev.stet.server.transport;

import dev.stet.server.auth.Identity;
import dev.stet.server.document.Scheduler;
import dev.stet.server.limits.ConnectionSeat;
import dev.stet.server.protocol.MessageCodec;
import dev.stet.server.session.SessionRegistry;
import dev.stet.server.transport.entrance.Entrance;
import dev.stet.server.transport.entrance.Gate;
import dev.stet.server.transport.entrance.RefusedException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.ExtensionConfig;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.jspecify.annotations.Nullable;

/** Decides whether a request may become a WebSocket connection, and which. Thread-safe. */
final class WebSocketUpgrade implements WebSocketNegotiator {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Entrance entrance;
    private final Gate gate;
    private final SessionRegistry sessions;
    private final List<MessageCodec> codecs;
    private final Optional<Deflation> deflation;
    private final int maxFrameBytes;
    private final BooleanSupplier draining;
    private final Scheduler scheduler;

    WebSocketUpgrade(
            Entrance entrance,
            Gate gate,
            SessionRegistry sessions,
            List<MessageCodec> codecs,
            Optional<Deflation> deflation,
            int maxFrameBytes,
            BooleanSupplier draining,
            Scheduler scheduler) {
        this.entrance = entrance;
        this.gate = gate;
        this.sessions = sessions;
        this.codecs = codecs;
        this.deflation = deflation;
        this.maxFrameBytes = maxFrameBytes;
        this.draining = draining;
        this.scheduler = scheduler;
    }

    @Override
    public @Nullable FrameHandler negotiate(
            ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        if (draining.getAsBoolean()) {
            return refuse(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "the server shuts down");
        }
        List<String> offered = request.getSubProtocols().stream()
                .filter(name -> !Entrance.isBearer(name))
                .toList();
        Optional<MessageCodec> codec = request.getSubProtocols().isEmpty()
                ? Optional.of(codecs.getFirst())
                : offered.stream().flatMap(name -> known(name).stream()).findFirst();
        if (codec.isEmpty()) {
            return refuse(
                    request,
                    response,
                    callback,
                    HttpStatus.BAD_REQUEST_400,
                    "no known subprotocol was offered, known="
                            + String.join(
                                    ",",
                                    codecs.stream()
                                            .map(MessageCodec::subprotocol)
                                            .toList()));
        }
        Optional<String> client =
                Optional.ofNullable(Request.extractQueryParameters(request).getValue("client"));
        if (client.isPresent() && !Entrance.isClient(client.get())) {
            return refuse(
                    request,
                    response,
                    callback,
                    HttpStatus.BAD_REQUEST_400,
                    "the client id is not 8 to 64 characters of A-Z a-z 0-9 _ -");
        }
        String id = client.orElseGet(WebSocketUpgrade::randomClient);
        Identity identity;
        try {
            gate.knock(request);
            identity = entrance.connect(request, id);
        } catch (RefusedException e) {
            return refuse(request, response, callback, e);
        }
        if (sessions.isOfAnother(id, identity.user())) {
            return refuse(
                    request, response, callback, HttpStatus.FORBIDDEN_403, "the client id is not this user's to use");
        }
        ConnectionSeat seat;
        try {
            seat = gate.enter(request, identity.user().id(), sessions.has(id));
        } catch (RefusedException e) {
            return refuse(request, response, callback, e);
        }
        if (!offered.isEmpty()) {
            response.setAcceptedSubProtocol(codec.get().subprotocol());
        }
        Optional<ExtensionConfig> agreed = deflation.flatMap(any -> PerMessageDeflate.agreed(request.getExtensions()));
        response.setExtensions(agreed.stream().toList());
        Visitor visitor = new Visitor(
                id,
                gate.address(request),
                identity,
                seat,
                gate.quotas().bytes().allowance(identity.user().id()));
        Request.addCompletionListener(request, failure -> {
            if (failure != null || response.getStatus() != HttpStatus.SWITCHING_PROTOCOLS_101) {
                seat.free(); // nothing came of it
            }
        });
        return new WebSocketConnection(
                sessions, visitor, codec.get(), agreed.flatMap(any -> deflation), maxFrameBytes, scheduler);
    }

    private Optional<MessageCodec> known(String subprotocol) {
        return codecs.stream()
                .filter(codec -> codec.subprotocol().equals(subprotocol))
                .findFirst();
    }

    private static @Nullable FrameHandler refuse(
            Request request, Response response, Callback callback, RefusedException refused) {
        switch (refused.reason()) {
            case UNAUTHENTICATED -> response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            case IDENTITY_UNAVAILABLE, RATE_LIMITED, FULL ->
                response.getHeaders().put(HttpHeader.RETRY_AFTER, refused.retryAfterSeconds());
            case ORIGIN_NOT_ALLOWED, NOT_ADMINISTRATOR -> {}
        }
        return refuse(request, response, callback, refused.reason().status(), String.valueOf(refused.getMessage()));
    }

    private static @Nullable FrameHandler refuse(
            Request request, Response response, Callback callback, int status, String why) {
        Response.writeError(request, response, callback, status, why);
        return null;
    }

    private static String randomClient() {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return "c-" + HexFormat.of().formatHex(random);
    }

    @Override
    public void customize(Configuration configuration) {
        configuration.setMaxFrameSize(maxFrameBytes);
        configuration.setAutoFragment(true);
        // silence is the sessions' business: they know what was said, and when
        configuration.setIdleTimeout(java.time.Duration.ZERO);
    }
}
