package dev.stet.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtAuthenticatorTest {
    private static RSAKey rsa;
    private static ECKey ec;

    @TempDir
    private Path folder;

    @BeforeAll
    static void keys() throws Exception {
        rsa = Tokens.rsa("rsa-1");
        ec = Tokens.ec("ec-1");
    }

    private Authenticator withSecret() throws Exception {
        return with(new KeyLocation.SecretFile(Files.write(folder.resolve("secret"), Tokens.SECRET)));
    }

    private Authenticator withKeySet(JWK... keys) throws Exception {
        Path file = folder.resolve("keys.json");
        Files.writeString(file, new JWKSet(List.of(keys)).toPublicJWKSet().toString());
        return with(new KeyLocation.PublicKeyFile(file));
    }

    private Authenticator withPem(PublicKey key) throws Exception {
        return with(new KeyLocation.PublicKeyFile(Files.writeString(folder.resolve("key.pem"), pem(key))));
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static Authenticator with(KeyLocation keys) throws KeyException {
        return new JwtAuthenticator(
                new JwtSettings(keys, Tokens.ISSUER, Tokens.AUDIENCE, Duration.ofSeconds(30)),
                InstantSource.fixed(Tokens.NOW));
    }

    private static Identity identity(Authenticator authenticator, String token) throws AuthenticationException {
        return authenticator.authenticate(new Credentials(Optional.of(new Token(token)), Optional.empty()));
    }

    private static void assertRefused(Authenticator authenticator, String token) {
        assertThatThrownBy(() -> identity(authenticator, token))
                .isInstanceOfSatisfying(AuthenticationException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(AuthenticationException.Reason.REFUSED);
                    if (token.length() > 20) {
                        assertThat(refused.toString()).doesNotContain(token);
                    }
                });
    }

    @Test
    void aTokenSaysWhoSomebodyIsUntilWhenAndWhatTheyMayDo() throws Exception {
        Identity ada = identity(
                withSecret(),
                Tokens.hs256(Tokens.claims()
                        .claim("name", "Ada Lovelace")
                        .claim("stet", Map.of("documents", Map.of("team-*", "editor", "notes", "owner")))
                        .build()));
        assertThat(ada.user().id()).isEqualTo("ada");
        assertThat(ada.user().name()).isEqualTo("Ada Lovelace");
        assertThat(ada.expiresAt()).contains(Tokens.NOW.plusSeconds(630));
        DocumentClaims claims = ada.user().claims().orElseThrow();
        assertThat(claims.role("team-7")).contains(Role.EDITOR);
        assertThat(claims.role("notes")).contains(Role.OWNER);
        assertThat(claims.role("other")).isEmpty();
    }

    @Test
    void eachKindOfKeyTakesItsOwnAlgorithm() throws Exception {
        assertThat(identity(withSecret(), Tokens.hs256(Tokens.claims().build()))
                        .user()
                        .id())
                .isEqualTo("ada");
        Authenticator both = withKeySet(rsa, ec);
        assertThat(identity(both, Tokens.rs256(rsa, Tokens.claims().build()))
                        .user()
                        .id())
                .isEqualTo("ada");
        assertThat(identity(both, Tokens.es256(ec, Tokens.claims().build()))
                        .user()
                        .id())
                .isEqualTo("ada");
        assertThat(identity(
                                withPem(rsa.toPublicKey()),
                                Tokens.rs256(rsa, Tokens.claims().build()))
                        .user()
                        .id())
                .isEqualTo("ada");
        assertThat(identity(
                                withPem(ec.toPublicKey()),
                                Tokens.es256(ec, Tokens.claims().build()))
                        .user()
                        .id())
                .isEqualTo("ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
    void noAlgorithmIsNoSignature(String none) throws Exception {
        String header = "{\"alg\":\"" + none + "\",\"typ\":\"JWT\"}";
        for (String signature : List.of("", "AAAA")) {
            String token = Tokens.forged(header, Tokens.claims().build(), signature);
            assertRefused(withSecret(), token);
            assertRefused(withKeySet(rsa), token);
            assertRefused(withPem(rsa.toPublicKey()), token);
        }
    }

    @Test
    void aPublicKeyIsNeverTakenForASecret() throws Exception {
        JWTClaimsSet claims = Tokens.claims().build();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa-1").build();
        List<byte[]> guesses = List.of(
                rsa.toPublicKey().getEncoded(),
                pem(rsa.toPublicKey()).getBytes(StandardCharsets.US_ASCII),
                rsa.toPublicJWK().toJSONString().getBytes(StandardCharsets.US_ASCII),
                rsa.toRSAPublicKey().getModulus().toByteArray());
        for (byte[] guess : guesses) {
            String token = Tokens.signed(header, claims, new MACSigner(guess));
            assertRefused(withKeySet(rsa), token);
            assertRefused(withPem(rsa.toPublicKey()), token);
        }
    }

    @Test
    void algorithmsThatAreNotAskedForAreRefused() throws Exception {
        JWTClaimsSet claims = Tokens.claims().build();
        byte[] longSecret = "0123456789abcdef".repeat(4).getBytes(StandardCharsets.US_ASCII);
        Authenticator secret = with(new KeyLocation.SecretFile(Files.write(folder.resolve("long"), longSecret)));
        assertRefused(secret, Tokens.signed(new JWSHeader(JWSAlgorithm.HS512), claims, new MACSigner(longSecret)));
        for (JWSAlgorithm other : List.of(JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            JWSHeader header = new JWSHeader.Builder(other).keyID("rsa-1").build();
            assertRefused(withKeySet(rsa), Tokens.signed(header, claims, new RSASSASigner(rsa)));
        }
        assertRefused(secret, Tokens.rs256(rsa, claims));
        assertRefused(withPem(ec.toPublicKey()), Tokens.rs256(rsa, claims));
    }

    @Test
    void aKeyThatComesWithTheTokenDoesNotCount() throws Exception {
        RSAKey own = Tokens.rsa("rsa-1");
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa-1")
                .jwk(own.toPublicJWK())
                .jwkURL(java.net.URI.create("http://127.0.0.1:9/keys"))
                .build();
        assertRefused(withKeySet(rsa), Tokens.signed(header, Tokens.claims().build(), new RSASSASigner(own)));
        assertRefused(withKeySet(rsa), Tokens.rs256(own, Tokens.claims().build()));
    }

    @Test
    void signaturesOfZerosAreRefused() throws Exception {
        String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
        JWTClaimsSet claims = Tokens.claims().build();
        assertRefused(withKeySet(ec), Tokens.forged("{\"alg\":\"ES256\",\"kid\":\"ec-1\"}", claims, zeros));
        assertRefused(withPem(ec.toPublicKey()), Tokens.forged("{\"alg\":\"ES256\"}", claims, zeros));
        assertRefused(withSecret(), Tokens.forged("{\"alg\":\"HS256\"}", claims, ""));
    }

    @Test
    void whatIsSignedCannotBeChanged() throws Exception {
        String token = Tokens.hs256(Tokens.claims().build());
        assertRefused(withSecret(), Tokens.changed(token, 1, claims -> claims.replace("ada", "eve")));
        assertRefused(withSecret(), Tokens.changed(token, 0, header -> header.replace("}", ",\"typ\":\"JWT\"}")));
        assertRefused(withSecret(), token.substring(0, token.lastIndexOf('.') + 1));
        assertRefused(withSecret(), token.substring(0, token.lastIndexOf('.')));
    }

    @Test
    void aHeaderThatHasToBeUnderstoodAndIsNotRefusesTheToken() throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .criticalParams(java.util.Set.of("exp-policy"))
                .customParam("exp-policy", "never")
                .build();
        assertRefused(withSecret(), Tokens.signed(header, Tokens.claims().build(), new MACSigner(Tokens.SECRET)));
        JWSHeader other = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new com.nimbusds.jose.JOSEObjectType("logout+jwt"))
                .build();
        assertRefused(withSecret(), Tokens.signed(other, Tokens.claims().build(), new MACSigner(Tokens.SECRET)));
    }

    @Test
    void aTokenCountsFromItsBeginningToItsEndGiveOrTakeTheSkew() throws Exception {
        Authenticator secret = withSecret();
        assertThat(identity(secret, expiring(-29)).user().id()).isEqualTo("ada");
        assertRefused(secret, expiring(-31));
        assertThat(identity(secret, beginning(29)).user().id()).isEqualTo("ada");
        assertRefused(secret, beginning(31));
    }

    private static String expiring(long seconds) throws Exception {
        return Tokens.hs256(Tokens.claims()
                .expirationTime(Date.from(Tokens.NOW.plusSeconds(seconds)))
                .build());
    }

    private static String beginning(long seconds) throws Exception {
        return Tokens.hs256(Tokens.claims()
                .notBeforeTime(Date.from(Tokens.NOW.plusSeconds(seconds)))
                .build());
    }

    @Test
    void issuerAudienceSubjectAndExpiryHaveToBeThere() throws Exception {
        Authenticator secret = withSecret();
        assertRefused(
                secret,
                Tokens.hs256(Tokens.claims().issuer("https://other.example").build()));
        assertRefused(secret, Tokens.hs256(Tokens.claims().issuer(null).build()));
        assertRefused(secret, Tokens.hs256(Tokens.claims().audience("other").build()));
        assertRefused(
                secret, Tokens.hs256(Tokens.claims().audience((String) null).build()));
        assertRefused(secret, Tokens.hs256(Tokens.claims().subject(null).build()));
        assertRefused(secret, Tokens.hs256(Tokens.claims().expirationTime(null).build()));
        assertThat(identity(
                                secret,
                                Tokens.hs256(Tokens.claims()
                                        .audience(List.of("other", Tokens.AUDIENCE))
                                        .build()))
                        .user()
                        .id())
                .isEqualTo("ada");
    }

    @Test
    void claimsThatCannotBeTakenRefuseTheToken() throws Exception {
        Authenticator secret = withSecret();
        assertRefused(secret, Tokens.hs256(Tokens.claims().subject(" ").build()));
        assertRefused(secret, Tokens.hs256(Tokens.claims().subject("a\nb").build()));
        assertRefused(
                secret, Tokens.hs256(Tokens.claims().subject("a".repeat(129)).build()));
        for (Object claim : List.of(
                "all",
                Map.of(),
                Map.of("documents", List.of("a")),
                Map.of("documents", Map.of("a", "admin")),
                Map.of("documents", Map.of("a/b", "owner")))) {
            assertRefused(
                    secret, Tokens.hs256(Tokens.claims().claim("stet", claim).build()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "null", "eyJhbGciOiJIUzI1NiJ9..", "bearer", "{}"})
    void whatIsNoTokenIsRefused(String nonsense) throws Exception {
        assertRefused(withSecret(), nonsense);
    }

    @Test
    void aTokenThatIsTooLongIsNotLookedAt() throws Exception {
        String token = Tokens.hs256(Tokens.claims()
                .claim("padding", "x".repeat(JwtAuthenticator.MAX_TOKEN_LENGTH))
                .build());
        assertRefused(withSecret(), token);
    }

    @Test
    void whoeverShowsNothingIsToldSo() {
        assertThatThrownBy(() -> withSecret().authenticate(new Credentials(Optional.empty(), Optional.empty())))
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        refused ->
                                assertThat(refused.reason()).isEqualTo(AuthenticationException.Reason.NO_CREDENTIALS));
    }

    @Test
    void keysThatAreTooWeakAreNotTaken() throws Exception {
        Path secret = folder.resolve("weak");
        Files.writeString(secret, "x".repeat(31) + "\n");
        assertThatThrownBy(() -> with(new KeyLocation.SecretFile(secret)))
                .isInstanceOf(KeyException.class)
                .hasMessage("the secret is too short, bytes=31 min=32");
        Files.writeString(secret, "x".repeat(32) + "\n");
        with(new KeyLocation.SecretFile(secret));
        RSAKey small = new RSAKeyGenerator(1024, true).keyID("small").generate();
        ECKey other = new ECKeyGenerator(Curve.P_384).keyID("other").generate();
        assertThatThrownBy(() -> withKeySet(rsa, small)).isInstanceOf(KeyException.class);
        assertThatThrownBy(() -> withPem(small.toPublicKey())).isInstanceOf(KeyException.class);
        assertThatThrownBy(() -> withPem(other.toPublicKey())).isInstanceOf(KeyException.class);
    }

    @Test
    void keysThatCannotBeReadSayWhichFile() throws Exception {
        assertThatThrownBy(() -> with(new KeyLocation.PublicKeyFile(folder.resolve("nowhere"))))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("nowhere");
        Path file = Files.writeString(
                folder.resolve("private.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> with(new KeyLocation.PublicKeyFile(file)))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("only a public key");
        assertThatThrownBy(() -> with(new KeyLocation.KeySetUrl(java.net.URI.create("http://keys.example/jwks"))))
                .isInstanceOf(KeyException.class);
    }

    @Test
    void neitherTokensNorSecretsShowInText() throws Exception {
        assertThat(new Token("abc.def.ghi").toString()).isEqualTo("Token[length=11]");
        assertThat(Secret.of(Tokens.SECRET).toString()).isEqualTo("Secret[bytes=32]");
    }

    @Test
    void whatTheIssuerMakesCounts() throws Exception {
        TokenIssuer issuer = new TokenIssuer(
                Secret.of(Tokens.SECRET), Tokens.ISSUER, Tokens.AUDIENCE, InstantSource.fixed(Tokens.NOW));
        User grace = new User(
                "grace",
                "Grace Hopper",
                Optional.of(new DocumentClaims(Map.of(new DocumentPattern("log-*"), Role.VIEWER))));
        Identity known = identity(
                withSecret(), issuer.issue(grace, Duration.ofMinutes(5)).value());
        assertThat(known).isEqualTo(new Identity(grace, Optional.of(Tokens.NOW.plusSeconds(330))));
    }
}
