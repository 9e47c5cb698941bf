package dev.stet.server.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.proc.SingleKeyJWSKeySelector;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/**
 * Which key a token is checked with. A key is only ever used with an algorithm of its own kind, whatever the token says
 * of itself: neither {@code none}, nor a public key taken for a secret.
 */
final class TokenKeys {
    private static final Set<JWSAlgorithm> PUBLIC_KEY_ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final int MIN_RSA_BITS = 2048;

    /** How long a fetch of keys may take, and how long the answer may be. */
    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(3);

    private static final int MAX_KEY_SET_BYTES = 512 * 1024;

    /** How long fetched keys are used before they are fetched again. */
    private static final Duration KEEP = Duration.ofMinutes(5);
    /** How long they are used if they cannot be fetched again. */
    private static final Duration KEEP_WITHOUT_SERVER = Duration.ofHours(4);
    /** However many tokens name keys that are not known, keys are fetched at most twice in this time. */
    private static final Duration MIN_BETWEEN_FETCHES = Duration.ofSeconds(30);

    private TokenKeys() {}

    static JWSKeySelector<SecurityContext> at(KeyLocation location) throws KeyException {
        return switch (location) {
            case KeyLocation.SecretFile(Path file) -> secret(Secret.in(file));
            case KeyLocation.PublicKeyFile(Path file) -> publicKeys(file);
            case KeyLocation.KeySetUrl(URI url) ->
                new JWSVerificationKeySelector<>(PUBLIC_KEY_ALGORITHMS, fetched(url));
        };
    }

    static JWSKeySelector<SecurityContext> secret(Secret secret) {
        return new SingleKeyJWSKeySelector<>(JWSAlgorithm.HS256, new SecretKeySpec(secret.bytes(), "HmacSHA256"));
    }

    private static JWSKeySelector<SecurityContext> publicKeys(Path file) throws KeyException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new KeyException("the keys cannot be read, file=" + file, e);
        }
        if (PemKey.isPem(text)) {
            PublicKey key = PemKey.read(text);
            return new SingleKeyJWSKeySelector<>(algorithm(key), key);
        }
        try {
            return new JWSVerificationKeySelector<>(
                    PUBLIC_KEY_ALGORITHMS, new ImmutableJWKSet<>(usable(JWKSet.parse(text))));
        } catch (ParseException e) {
            throw new KeyException("the file holds neither a JSON Web Key Set nor a key in PEM, file=" + file, e);
        }
    }

    private static JWSAlgorithm algorithm(PublicKey key) throws KeyException {
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= MIN_RSA_BITS) {
            return JWSAlgorithm.RS256;
        }
        if (key instanceof ECPublicKey ec && Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams()))) {
            return JWSAlgorithm.ES256;
        }
        throw new KeyException("only RSA keys of at least " + MIN_RSA_BITS + " bits and P-256 keys are taken");
    }

    /** Returns the public keys of a set, all of which have to be strong enough. */
    private static JWKSet usable(JWKSet set) throws KeyException {
        JWKSet publicKeys = set.toPublicJWKSet();
        if (publicKeys.isEmpty()) {
            throw new KeyException("the key set holds no public key");
        }
        for (JWK key : publicKeys.getKeys()) {
            boolean strongRsa = key instanceof RSAKey rsa && rsa.size() >= MIN_RSA_BITS;
            boolean strongEc = key instanceof ECKey ec && Curve.P_256.equals(ec.getCurve());
            if (!strongRsa && !strongEc) {
                throw new KeyException("only RSA keys of at least " + MIN_RSA_BITS
                        + " bits and P-256 keys are taken, kid=" + key.getKeyID());
            }
        }
        return publicKeys;
    }

    /**
     * Keys from a server. It may be down: nothing is fetched before the first token comes, what was fetched goes on, and
     * tokens whose keys are not known cannot make this server ask more often than said above.
     */
    private static JWKSource<SecurityContext> fetched(URI url) throws KeyException {
        if (!isSafe(url)) {
            throw new KeyException("keys are fetched over https:, or over http: from this machine only, url=" + url);
        }
        int timeoutMs = (int) FETCH_TIMEOUT.toMillis();
        try {
            return JWKSourceBuilder.create(
                            url.toURL(), new DefaultResourceRetriever(timeoutMs, timeoutMs, MAX_KEY_SET_BYTES))
                    .cache(KEEP.toMillis(), 2 * FETCH_TIMEOUT.toMillis())
                    .rateLimited(MIN_BETWEEN_FETCHES.toMillis())
                    .refreshAheadCache(false)
                    .outageTolerant(KEEP_WITHOUT_SERVER.toMillis())
                    .build();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new KeyException("this is not an address to fetch keys from, url=" + url, e);
        }
    }

    private static boolean isSafe(URI url) {
        if ("https".equals(url.getScheme())) {
            return true;
        }
        try {
            return "http".equals(url.getScheme())
                    && url.getHost() != null
                    && InetAddress.getByName(url.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
