package dev.stet.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;

/**
 * Makes tokens with a shared secret, for development and tests: where people log in, that place makes them. Thread-safe.
 */
public final class TokenIssuer {
    private final Secret secret;
    private final String issuer;
    private final String audience;
    private final InstantSource clock;

    public TokenIssuer(Secret secret, String issuer, String audience, InstantSource clock) {
        this.secret = secret;
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
    }

    /** Returns a token that says who somebody is for so long from now on. */
    public Token issue(User user, Duration validFor) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject(user.id())
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plus(validFor)));
        if (!user.name().equals(user.id())) {
            claims.claim("name", user.name());
        }
        user.claims().ifPresent(documents -> claims.claim(DocumentClaims.CLAIM, documents.value()));
        if (user.administrator()) {
            claims.claim(JwtAuthenticator.ADMINISTRATOR, true);
        }
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims.build());
        try {
            token.sign(new MACSigner(secret.bytes()));
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
        }
        return new Token(token.serialize());
    }
}
