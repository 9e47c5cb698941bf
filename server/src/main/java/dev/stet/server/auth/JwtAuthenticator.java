package dev.stet.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.stet.server.auth.AuthenticationException.Reason;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes signed JSON Web Tokens (RFC 7519) that say who, until when, from whom and for whom.
 *
 * <p>Of the clock's tolerance: a token counts until {@code exp} and from {@code nbf} on, each give or take the skew.
 *
 * <p>Threads: thread-safe. May block while keys are fetched.
 */
public final class JwtAuthenticator implements Authenticator {
    /** The claim of who looks after the server: {@code true}. */
    static final String ADMINISTRATOR = "stet_admin";

    /** The longest token that is looked at. */
    static final int MAX_TOKEN_LENGTH = 8 * 1024;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final JwtSettings settings;

    /**
     * Makes one. A key server is not asked before the first token comes.
     *
     * @param clock the time of day
     * @throws KeyException if keys that are in a file cannot be read, or are too weak
     */
    public JwtAuthenticator(JwtSettings settings, InstantSource clock) throws KeyException {
        this(settings, TokenKeys.at(settings.keys()), clock);
    }

    private JwtAuthenticator(JwtSettings settings, JWSKeySelector<SecurityContext> keys, InstantSource clock) {
        this.settings = settings;
        processor.setJWSKeySelector(keys);
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        Claims claims = new Claims(settings, clock);
        claims.setMaxClockSkew((int) settings.clockSkew().toSeconds());
        processor.setJWTClaimsSetVerifier(claims);
    }

    /** Requires issuer, audience, subject and expiry, and takes the time from outside. */
    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final InstantSource clock;

        Claims(JwtSettings settings, InstantSource clock) {
            super(
                    settings.audience(),
                    new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                    Set.of("sub", "exp"));
            this.clock = clock;
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }

    @Override
    public Identity authenticate(Credentials credentials) throws AuthenticationException {
        Token token = credentials
                .token()
                .orElseThrow(() -> new AuthenticationException(Reason.NO_CREDENTIALS, "no token was shown"));
        JWTClaimsSet claims = verified(token);
        try {
            return identity(claims);
        } catch (ParseException | IllegalArgumentException e) {
            throw new AuthenticationException(Reason.REFUSED, "a claim cannot be taken: " + e.getMessage(), e);
        }
    }

    private JWTClaimsSet verified(Token token) throws AuthenticationException {
        if (token.value().length() > MAX_TOKEN_LENGTH) {
            throw new AuthenticationException(
                    Reason.REFUSED,
                    "the token is too long, length=" + token.value().length());
        }
        try {
            return processor.process(SignedJWT.parse(token.value()), null);
        } catch (ParseException e) {
            // its words quote the token
            throw new AuthenticationException(Reason.REFUSED, "the token is not a signed JSON Web Token");
        } catch (BadJOSEException e) {
            throw new AuthenticationException(Reason.REFUSED, String.valueOf(e.getMessage()), e);
        } catch (KeySourceException e) {
            throw new AuthenticationException(Reason.UNAVAILABLE, "the keys cannot be had: " + e.getMessage(), e);
        } catch (JOSEException e) {
            throw new AuthenticationException(Reason.REFUSED, "the token cannot be checked: " + e.getMessage(), e);
        }
    }

    private Identity identity(JWTClaimsSet claims) throws ParseException {
        String id = claims.getSubject();
        String name = claims.getStringClaim("name");
        @Nullable Object documents = claims.getClaim(DocumentClaims.CLAIM);
        User user = new User(
                id,
                name == null || !User.isId(name) ? id : name,
                Optional.ofNullable(documents).map(DocumentClaims::of),
                Boolean.TRUE.equals(claims.getBooleanClaim(ADMINISTRATOR)));
        Instant expiresAt = claims.getExpirationTime().toInstant().plus(settings.clockSkew());
        return new Identity(user, Optional.of(expiresAt));
    }
}
