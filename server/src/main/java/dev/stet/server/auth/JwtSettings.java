package dev.stet.server.auth;

import java.time.Duration;

/**
 * Which tokens count. Immutable.
 *
 * @param issuer who has to have made the token: its claim {@code iss}
 * @param audience for whom it has to be made: one of its claim {@code aud}
 * @param clockSkew how far the clocks of whoever makes tokens and of this machine may be apart; 0 to 5 minutes
 */
public record JwtSettings(KeyLocation keys, String issuer, String audience, Duration clockSkew) {
    /** What clocks may be apart if nothing else is said. */
    public static final Duration DEFAULT_CLOCK_SKEW = Duration.ofSeconds(30);

    static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);

    /** @throws IllegalArgumentException if something is missing or out of range */
    public JwtSettings {
        if (issuer.isBlank() || audience.isBlank()) {
            throw new IllegalArgumentException("tokens need an issuer and an audience");
        }
        if (clockSkew.isNegative() || clockSkew.compareTo(MAX_CLOCK_SKEW) > 0) {
            throw new IllegalArgumentException("the clock skew is out of range, clockSkew=" + clockSkew + " max="
                    + MAX_CLOCK_SKEW.toMinutes() + "m");
        }
    }
}
