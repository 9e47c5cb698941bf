package dev.stet.server.transport.api;

import dev.stet.server.auth.Actor;
import dev.stet.server.auth.Identity;
import dev.stet.server.auth.ShareSecret;
import dev.stet.server.auth.User;
import dev.stet.server.limits.ConnectionSeat;
import dev.stet.server.transport.entrance.Entrance;
import dev.stet.server.transport.entrance.Gate;
import dev.stet.server.transport.entrance.RefusedException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.json.JsonMapper;

/** A request and its answer. Confined to the request's thread; reading and writing block it. */
final class Exchange {
    static final String JSON = "application/json";

    private static final int STREAM_BUFFER_BYTES = 32 << 10;

    private final Request request;
    private final Response response;
    private final Callback whole;
    private final Map<String, String> values;
    private final Optional<User> user;
    private final Optional<Visit> visit;
    /** Whether the answer goes on after the endpoint has returned; of all copies of this exchange. */
    private final AtomicBoolean goesOn;

    /**
     * A user's use of a client program. Immutable.
     *
     * @param client the program's id
     */
    record Visit(String client, Identity identity) {}

    private Exchange(Exchange same, Map<String, String> values, Optional<User> user, Optional<Visit> visit) {
        this.request = same.request;
        this.response = same.response;
        this.whole = same.whole;
        this.goesOn = same.goesOn;
        this.values = values;
        this.user = user;
        this.visit = visit;
    }

    /** @param whole told when the answer is at its end */
    Exchange(Request request, Response response, Callback whole) {
        this.request = request;
        this.response = response;
        this.whole = whole;
        this.goesOn = new AtomicBoolean();
        this.values = Map.of();
        this.user = Optional.empty();
        this.visit = Optional.empty();
    }

    /** Returns this exchange with what stands in the path for the segments in braces. */
    Exchange at(Map<String, String> found) {
        return new Exchange(this, found, user, visit);
    }

    /**
     * Returns this exchange with whoever asks.
     *
     * @throws RefusedException if they are not let in, or ask too often
     */
    Exchange by(Entrance entrance, Gate gate) throws RefusedException {
        User admitted = gate.admit(request, () -> entrance.admit(request)).user();
        gate.request(request, admitted.id(), request.getLength());
        return new Exchange(this, values, Optional.of(admitted), visit);
    }

    /**
     * Returns this exchange with whoever asks, and the client program they use.
     *
     * @throws RefusedException if they are not let in, or ask too often
     * @throws ApiException if no client program is named
     */
    Exchange byClient(Entrance entrance, Gate gate) throws RefusedException, ApiException {
        String client = query("client")
                .filter(Entrance::isClient)
                .orElseThrow(() -> new ApiException(
                        Problem.BAD_MESSAGE,
                        "a client id has 8 to 64 characters of A-Z a-z 0-9 _ -, parameter=client"));
        Identity identity = gate.admit(request, () -> entrance.admit(request, client));
        gate.request(request, identity.user().id(), request.getLength());
        return new Exchange(this, values, Optional.of(identity.user()), Optional.of(new Visit(client, identity)));
    }

    /** Returns who uses which client program; only of an exchange whose route requires that. */
    Visit visit() {
        return visit.orElseThrow();
    }

    /**
     * Returns this exchange with whoever asks, who looks after the server.
     *
     * @throws RefusedException if they do not
     */
    Exchange byAdministrator(Entrance entrance, Gate gate) throws RefusedException {
        User administrator = gate.admit(request, () -> entrance.administer(request));
        return new Exchange(this, values, Optional.of(administrator), visit);
    }

    /** Returns the status of the answer. */
    int status() {
        return response.getStatus();
    }

    /** Returns who asks; only of an exchange whose route requires somebody. */
    User user() {
        return user.orElseThrow();
    }

    /** Returns the id of who asks. */
    String author() {
        return user().id();
    }

    /** Returns who asks, and from where. */
    Actor actor() {
        return new Actor(author(), Request.getRemoteAddr(request));
    }

    /** Returns what is asked for: {@code DELETE /api/v1/documents/minutes}. */
    String what() {
        return request.getMethod() + " " + Request.getPathInContext(request);
    }

    /** Returns the share link's secret that came with the request. */
    Optional<ShareSecret> share() {
        return header("Stet-Share").map(ShareSecret::new);
    }

    /** Returns whether the path has a segment in braces of this name. */
    boolean hasValue(String name) {
        return values.containsKey(name);
    }

    /** Returns what stands in the path for a segment in braces. */
    String value(String name) throws ApiException {
        return storable(Optional.ofNullable(values.get(name)).orElseThrow());
    }

    /** Returns text that any store can look for: PostgreSQL's has no NUL character. */
    private static String storable(String text) throws ApiException {
        if (text.indexOf('\0') >= 0) {
            throw new ApiException(Problem.BAD_MESSAGE, "the address has a NUL character");
        }
        return text;
    }

    /** Returns a parameter of the query. */
    Optional<String> query(String name) throws ApiException {
        Optional<String> value;
        try {
            value = Optional.ofNullable(Request.extractQueryParameters(request).getValue(name));
        } catch (RuntimeException e) {
            throw new ApiException(Problem.BAD_MESSAGE, "the query is not well formed");
        }
        return value.isPresent() ? Optional.of(storable(value.get())) : value;
    }

    /** Returns a header; all of them in one line, if it comes more than once. */
    Optional<String> header(HttpHeader name) {
        return Optional.of(String.join(", ", request.getHeaders().getValuesList(name)))
                .filter(value -> !value.isBlank());
    }

    /** Returns a header by its name. */
    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /** Returns whether only the head of the answer is wanted. */
    boolean isHead() {
        return HttpMethod.HEAD.is(request.getMethod());
    }

    /** Returns whether the request changes nothing. */
    boolean isRead() {
        return isHead() || HttpMethod.GET.is(request.getMethod());
    }

    /**
     * Reads the body.
     *
     * @throws ApiException if it is longer than {@code maxBytes}, or comes too slowly
     */
    byte[] body(int maxBytes) throws ApiException, IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            if (request.getLength() <= maxBytes) {
                byte[] body = in.readNBytes(maxBytes);
                if (body.length < maxBytes || in.read() < 0) {
                    return body;
                }
            }
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new ApiException(Problem.BODY_TOO_SLOW, "the body comes too slowly");
            }
            throw e;
        }
        throw new ApiException(Problem.BODY_TOO_LARGE, "the body is too long, maxBytes=" + maxBytes);
    }

    /** Puts a header into the answer. */
    Exchange put(HttpHeader name, String value) {
        response.getHeaders().put(name, value);
        return this;
    }

    /** Puts a header into the answer. */
    Exchange put(String name, String value) {
        response.getHeaders().put(name, value);
        return this;
    }

    /** Answers with a status and nothing else. */
    void answer(int status) throws IOException {
        passOverBody();
        response.setStatus(status);
        Content.Sink.write(response, true, ByteBuffer.allocate(0));
    }

    /** Answers. */
    void answer(int status, String mediaType, byte[] content) throws IOException {
        passOverBody();
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, mediaType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
        Content.Sink.write(response, true, ByteBuffer.wrap(content));
    }

    /**
     * Reads what has come of a body that nobody wanted. If there is more to come, the connection ends with the answer, and the client is
     * told so: it would send its next request on it otherwise, and get no answer.
     */
    private void passOverBody() {
        if (!request.consumeAvailable()
                && request.getConnectionMetaData().getHttpVersion().getVersion() <= HttpVersion.HTTP_1_1.getVersion()) {
            put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        }
    }

    /** Answers with a text. */
    void text(int status, String text) throws IOException {
        answer(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers with JSON. */
    void json(int status, Object value) throws IOException {
        answer(status, JSON, JsonMapper.shared().writeValueAsBytes(value));
    }

    /** Begins an answer whose length is not known. It is sent as fast as the client takes it; to be closed at its end. */
    OutputStream stream(String mediaType) {
        passOverBody();
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, mediaType);
        return new BufferedOutputStream(Content.Sink.asOutputStream(response), STREAM_BUFFER_BYTES);
    }

    /** What an answer needs that goes on after its endpoint has returned. */
    @FunctionalInterface
    interface Endless {
        /** Begins the answer, and returns. */
        void begin(Request asked, Response answer, Callback end);
    }

    /** Begins an answer that goes on until whoever gives it ends it. */
    void goOn(Endless answer) {
        goesOn.set(true);
        answer.begin(request, response, whole);
    }

    /** Returns whether somebody else sees to the end of the answer. */
    boolean goesOn() {
        return goesOn.get();
    }

    /** Takes a place for a connection. */
    ConnectionSeat enter(Gate gate) throws RefusedException {
        gate.knock(request);
        return gate.enter(request, author(), false);
    }

    /** Returns the address that the request comes from, for people. */
    String address(Gate gate) {
        return gate.address(request);
    }

    /** Returns whether a part of the answer is sent already, so that it cannot be another one any more. */
    boolean isCommitted() {
        return response.isCommitted();
    }

    /** Answers with an error. */
    void problem(ApiException problem) throws IOException {
        response.reset();
        put(HttpHeader.CACHE_CONTROL, "no-store");
        if (problem.problem() == Problem.UNAUTHENTICATED) {
            put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.problem().retryable()) {
            put(HttpHeader.RETRY_AFTER, Long.toString(problem.retryAfterSeconds()));
        }
        Object allowed = problem.body().get("allowed");
        if (allowed != null) {
            put(HttpHeader.ALLOW, allowed.toString());
        }
        json(problem.problem().status(), problem.body());
    }
}
