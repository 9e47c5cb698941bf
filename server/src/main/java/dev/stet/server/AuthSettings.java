package dev.stet.server;

import dev.stet.server.auth.JwtSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Who is let in. Immutable; start from {@link #DEFAULT} and change what has to be different.
 *
 * @param tokens which tokens count; empty for no accounts: everybody is a guest who may do everything
 * @param cookie name of a cookie that may hold a token, beside the header and the subprotocol; empty for none
 * @param origins where pages may come from that use this server, like {@code https://app.example}, beside its own
 * @param anyone without accounts, whether this server may listen where others than this machine can reach it
 * @param renewalNotice how long before its token expires a client is told
 */
public record AuthSettings(
        Optional<JwtSettings> tokens,
        Optional<String> cookie,
        Set<String> origins,
        boolean anyone,
        Duration renewalNotice) {

    /** No accounts, on this machine only. */
    public static final AuthSettings DEFAULT =
            new AuthSettings(Optional.empty(), Optional.empty(), Set.of(), false, Duration.ofSeconds(60));

    /** Copies the set. */
    public AuthSettings {
        origins = Set.copyOf(origins);
    }

    /** Returns these settings with tokens. */
    public AuthSettings with(JwtSettings newTokens) {
        return new AuthSettings(Optional.of(newTokens), cookie, origins, anyone, renewalNotice);
    }

    /** Returns these settings with a cookie that may hold a token. */
    public AuthSettings withCookie(String name) {
        return new AuthSettings(tokens, Optional.of(name), origins, anyone, renewalNotice);
    }

    /** Returns these settings with other origins. */
    public AuthSettings withOrigins(Set<String> newOrigins) {
        return new AuthSettings(tokens, cookie, newOrigins, anyone, renewalNotice);
    }

    /** Returns these settings for a server without accounts that others may reach. */
    public AuthSettings forAnyone() {
        return new AuthSettings(tokens, cookie, origins, true, renewalNotice);
    }

    /** Returns these settings with another notice. */
    public AuthSettings withRenewalNotice(Duration notice) {
        return new AuthSettings(tokens, cookie, origins, anyone, notice);
    }
}
