package dev.stet.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys from a server that is not always there. */
class KeyServerTest {
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile boolean down;
    private RSAKey key;
    private HttpServer keys;

    @BeforeEach
    void start() throws Exception {
        key = Tokens.rsa("current");
        keys = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        byte[] body = new JWKSet(key).toPublicJWKSet().toString().getBytes(StandardCharsets.UTF_8);
        keys.createContext("/jwks", exchange -> {
            fetches.incrementAndGet();
            exchange.sendResponseHeaders(down ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        keys.start();
    }

    @AfterEach
    void stop() {
        keys.stop(0);
    }

    private Authenticator authenticator() throws KeyException {
        URI url = URI.create("http://127.0.0.1:" + keys.getAddress().getPort() + "/jwks");
        return new JwtAuthenticator(
                new JwtSettings(new KeyLocation.KeySetUrl(url), Tokens.ISSUER, Tokens.AUDIENCE, Duration.ZERO),
                InstantSource.fixed(Tokens.NOW));
    }

    private static Identity identity(Authenticator authenticator, String token) throws AuthenticationException {
        return authenticator.authenticate(new Credentials(Optional.of(new Token(token)), Optional.empty()));
    }

    private static void assertRefused(Authenticator authenticator, String token, AuthenticationException.Reason why) {
        assertThatThrownBy(() -> identity(authenticator, token))
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(why));
    }

    @Test
    void keysAreFetchedOnceForManyTokens() throws Exception {
        Authenticator authenticator = authenticator();
        assertThat(fetches).hasValue(0);
        for (int i = 0; i < 20; i++) {
            identity(authenticator, Tokens.rs256(key, Tokens.claims().build()));
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void whatWasFetchedGoesOnWhenTheServerIsDown() throws Exception {
        Authenticator authenticator = authenticator();
        String token = Tokens.rs256(key, Tokens.claims().build());
        identity(authenticator, token);
        down = true;
        assertRefused(
                authenticator,
                Tokens.rs256(Tokens.rsa("unknown"), Tokens.claims().build()),
                AuthenticationException.Reason.REFUSED);
        assertThat(identity(authenticator, token).user().id()).isEqualTo("ada");
    }

    @Test
    void aServerThatIsDownAtTheStartIsAskedAgainLater() throws Exception {
        down = true;
        Authenticator authenticator = authenticator();
        String token = Tokens.rs256(key, Tokens.claims().build());
        assertRefused(authenticator, token, AuthenticationException.Reason.UNAVAILABLE);
        down = false;
        assertThat(identity(authenticator, token).user().id()).isEqualTo("ada");
    }

    @Test
    void tokensWithUnknownKeysDoNotMakeThisServerAskAgainAndAgain() throws Exception {
        Authenticator authenticator = authenticator();
        identity(authenticator, Tokens.rs256(key, Tokens.claims().build()));
        RSAKey unknown = Tokens.rsa("unknown");
        for (int i = 0; i < 20; i++) {
            String token = Tokens.rs256(unknown, Tokens.claims().jwtID("t" + i).build());
            assertThatThrownBy(() -> identity(authenticator, token)).isInstanceOf(AuthenticationException.class);
        }
        assertThat(fetches.get()).isLessThanOrEqualTo(3);
        assertThat(identity(authenticator, Tokens.rs256(key, Tokens.claims().build()))
                        .user()
                        .id())
                .isEqualTo("ada");
    }
}
