package dev.stet.server.transport.entrance;

import dev.stet.server.auth.Actor;
import dev.stet.server.auth.Administrators;
import dev.stet.server.auth.Audit;
import dev.stet.server.auth.AuthenticationException;
import dev.stet.server.auth.Authenticator;
import dev.stet.server.auth.Credentials;
import dev.stet.server.auth.Identity;
import dev.stet.server.auth.Token;
import dev.stet.server.auth.User;
import dev.stet.server.transport.entrance.RefusedException.Reason;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;

/**
 * Finds out who a request comes from. A token is looked for in the header {@code Authorization}, then among the offered
 * subprotocols, then in the cookie.
 *
 * <p>Browsers send cookies with requests that pages of others make, so a cookie counts only with an origin that is
 * allowed, but for reading: nobody else's page gets to see the answer.
 *
 * <p>Threads: thread-safe; blocks while keys are fetched.
 */
public final class Entrance {
    /** What whoever shows the server's own secret is called. */
    private static final String ADMINISTRATOR = "administrator";

    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final String BEARER = "bearer ";
    private static final String BEARER_SUBPROTOCOL = "bearer.";

    private final Authenticator authenticator;
    private final Origins origins;
    private final Optional<String> cookie;
    private final Administrators administrators;

    /**
     * @param cookie name of the cookie that may hold a token; empty for none
     * @param administrators who looks after the server
     */
    public Entrance(
            Authenticator authenticator, Origins origins, Optional<String> cookie, Administrators administrators) {
        this.authenticator = authenticator;
        this.origins = origins;
        this.cookie = cookie;
        this.administrators = administrators;
    }

    /** Returns whether it may take its time to let somebody in. */
    public boolean mayBlock() {
        return authenticator.mayBlock();
    }

    /**
     * Lets in whoever asks for a WebSocket.
     *
     * @param client id of the client program
     * @throws RefusedException if they are not let in
     */
    public Identity connect(Request request, String client) throws RefusedException {
        requireAllowedOrigin(request);
        return identity(request, Optional.of(client), true);
    }

    /**
     * Lets in whoever makes a request.
     *
     * @throws RefusedException if they are not let in
     */
    public Identity admit(Request request) throws RefusedException {
        return identity(request, Optional.empty(), requireAllowed(request));
    }

    /**
     * Lets in whoever makes a request with a client program.
     *
     * @param client its id
     * @throws RefusedException if they are not let in
     */
    public Identity admit(Request request, String client) throws RefusedException {
        return identity(request, Optional.of(client), requireAllowed(request));
    }

    /**
     * Lets in whoever looks after the server.
     *
     * @throws RefusedException if they do not, or are not let in
     */
    public User administer(Request request) throws RefusedException {
        boolean changes = requireAllowed(request);
        if (header(request).filter(administrators::knows).isPresent()) {
            return User.named(ADMINISTRATOR).asAdministrator();
        }
        User user = identity(request, Optional.empty(), changes).user();
        if (!administrators.include(user)) {
            Audit.administered(new Actor(user.id(), remote(request)), request.getMethod() + " " + path(request), false);
            throw new RefusedException(Reason.NOT_ADMINISTRATOR, "only an administrator may do this");
        }
        return user;
    }

    /** Looks at where a request comes from; returns whether it changes something. */
    private boolean requireAllowed(Request request) throws RefusedException {
        boolean changes = !HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod());
        if (changes) {
            requireAllowedOrigin(request);
        } else {
            requireOwnName(request);
        }
        return changes;
    }

    private void requireAllowedOrigin(Request request) throws RefusedException {
        requireOwnName(request);
        Optional<String> origin = origin(request);
        if (origin.isPresent() && !origins.allows(origin.get(), host(request))) {
            Audit.loginRefused(remote(request), path(request), "ORIGIN", "a page of another origin");
            throw new RefusedException(Reason.ORIGIN_NOT_ALLOWED, "this origin is not allowed");
        }
    }

    private void requireOwnName(Request request) throws RefusedException {
        if (!origins.isOwnName(host(request))) {
            Audit.loginRefused(remote(request), path(request), "ORIGIN", "a request by another name");
            throw new RefusedException(Reason.ORIGIN_NOT_ALLOWED, "this server is not known by that name");
        }
    }

    private Identity identity(Request request, Optional<String> client, boolean changes) throws RefusedException {
        Optional<Token> shown = header(request).or(() -> subprotocol(request));
        if (shown.isEmpty()) {
            shown = cookie(request);
            if (shown.isPresent() && changes && origin(request).isEmpty()) {
                throw new RefusedException(Reason.ORIGIN_NOT_ALLOWED, "a cookie counts with an origin only");
            }
        }
        try {
            return authenticator.authenticate(new Credentials(shown, client));
        } catch (AuthenticationException e) {
            // that somebody comes without a token is nothing to look into
            if (e.reason() != AuthenticationException.Reason.NO_CREDENTIALS) {
                Audit.loginRefused(remote(request), path(request), e.reason().name(), String.valueOf(e.getMessage()));
            }
            throw e.reason() == AuthenticationException.Reason.UNAVAILABLE
                    ? new RefusedException(Reason.IDENTITY_UNAVAILABLE, "tokens cannot be checked now")
                    : new RefusedException(Reason.UNAUTHENTICATED, "a valid token is needed");
        }
    }

    private static Optional<Token> header(Request request) {
        return Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION))
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> new Token(value.substring(BEARER.length()).strip()));
    }

    private static Optional<Token> subprotocol(Request request) {
        return request.getHeaders().getCSV("Sec-WebSocket-Protocol", false).stream()
                .filter(Entrance::isBearer)
                .findFirst()
                .map(offered -> new Token(offered.substring(BEARER_SUBPROTOCOL.length())));
    }

    /** Returns whether this can be the id of a client program. */
    public static boolean isClient(String id) {
        return CLIENT.matcher(id).matches();
    }

    /** Returns whether an offered subprotocol is a token, which is never answered. */
    public static boolean isBearer(String subprotocol) {
        return subprotocol.startsWith(BEARER_SUBPROTOCOL);
    }

    private Optional<Token> cookie(Request request) {
        return cookie.flatMap(name -> Request.getCookies(request).stream()
                .filter(sent -> sent.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .map(Token::new));
    }

    private static Optional<String> origin(Request request) {
        return Optional.ofNullable(request.getHeaders().get(HttpHeader.ORIGIN));
    }

    private static String host(Request request) {
        return Optional.ofNullable(request.getHttpURI().getAuthority()).orElse("");
    }

    private static String path(Request request) {
        return Request.getPathInContext(request);
    }

    private static String remote(Request request) {
        return Request.getRemoteAddr(request);
    }
}
