package dev.stet.server.transport;

import dev.stet.server.transport.tls.CertificateLocation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the server's port is spoken to. Immutable; start from {@link #DEFAULT} and change what has to be different.
 *
 * @param certificate where the certificate for TLS is; empty for no TLS
 * @param certificatePoll how often its files are looked at
 * @param strictTransport how long browsers come with TLS only, once they have; only said over TLS. Less than a second has them
 *     forget it
 * @param frameAncestors whose pages may show the server's pages in a frame: {@code 'self'}, or origins; empty for nobody's
 * @param deflateFromBytes how long the shortest frame is that is deflated for clients who can inflate it; 0 for none
 */
public record WebSettings(
        Optional<CertificateLocation> certificate,
        Duration certificatePoll,
        Duration strictTransport,
        List<String> frameAncestors,
        int deflateFromBytes) {
    private static final Pattern ANCESTOR =
            Pattern.compile("'self'|https?://(\\*\\.)?[A-Za-z0-9.-]+(:([0-9]{1,5}|\\*))?|https?:");

    /** No TLS, in nobody's frame, frames of a kilobyte deflated. */
    public static final WebSettings DEFAULT =
            new WebSettings(Optional.empty(), Duration.ofSeconds(10), Duration.ofDays(365), List.of(), 1024);

    /**
     * Checks the ancestors, which become part of a header.
     *
     * @throws IllegalArgumentException if one is not an ancestor
     */
    public WebSettings {
        frameAncestors = List.copyOf(frameAncestors);
        for (String ancestor : frameAncestors) {
            if (!ANCESTOR.matcher(ancestor).matches()) {
                throw new IllegalArgumentException(
                        "an ancestor is 'self' or an origin like https://app.example, ancestor=" + ancestor);
            }
        }
    }

    /** Returns these settings with TLS. */
    public WebSettings with(CertificateLocation newCertificate) {
        return new WebSettings(
                Optional.of(newCertificate), certificatePoll, strictTransport, frameAncestors, deflateFromBytes);
    }

    /** Returns these settings with another time between two looks at the certificate's files. */
    public WebSettings polling(Duration newPoll) {
        return new WebSettings(certificate, newPoll, strictTransport, frameAncestors, deflateFromBytes);
    }

    /** Returns these settings with other pages that may frame the server's. */
    public WebSettings framedBy(List<String> newAncestors) {
        return new WebSettings(certificate, certificatePoll, strictTransport, newAncestors, deflateFromBytes);
    }

    /** Returns these settings with frames deflated that are at least so long; 0 for none. */
    public WebSettings deflatingFrom(int bytes) {
        return new WebSettings(certificate, certificatePoll, strictTransport, frameAncestors, bytes);
    }
}
