package dev.stet.server.transport.tls;

import dev.stet.server.document.Scheduler;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a server show a certificate, and another one when its files change. Connections that are open stay as they are.
 *
 * <pre>
 *   look ── files as before? ─────────────────────────▶ nothing
 *     └──── usable? ──────────────────────────────────▶ shown from now on
 *     └──── of no use, and so they were at the last look ──▶ an error in the log, once; the old one stays
 * </pre>
 *
 * A certificate and its key are two files, and a file is not written at once: what is of no use at one look may only be half
 * done, so nothing is said before the second look.
 *
 * <p>Threads: thread-safe; looking blocks for the time that reading takes.
 */
public final class CertificateWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private static final String UNREADABLE = "unreadable";

    private final CertificateLocation location;
    private final Duration every;
    private final Scheduler scheduler;
    private final InstantSource clock;
    private final SslContextFactory.Server shown = new SslContextFactory.Server();

    private volatile boolean closed;
    private String inUse;
    /** Fingerprint of what was of no use at the last look, and of what was complained about. */
    private String suspect = "";

    private String complained = "";

    /**
     * Reads a certificate, and begins to look after it.
     *
     * @param every how much time is between two looks at the files
     * @throws UnusableCertificateException if it cannot be used
     */
    public static CertificateWatch start(
            CertificateLocation location, Duration every, Scheduler scheduler, InstantSource clock)
            throws UnusableCertificateException {
        CertificateFiles files = CertificateFiles.read(location);
        CertificateWatch watch =
                new CertificateWatch(location, every, scheduler, clock, files.certificate(), files.fingerprint());
        watch.schedule();
        return watch;
    }

    private CertificateWatch(
            CertificateLocation location,
            Duration every,
            Scheduler scheduler,
            InstantSource clock,
            ServerCertificate first,
            String fingerprint) {
        this.location = location;
        this.every = every;
        this.scheduler = scheduler;
        this.clock = clock;
        this.inUse = fingerprint;
        shown.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        shown.setKeyStore(first.keystore());
        shown.setKeyStorePassword(ServerCertificate.PASSWORD);
        told(first);
    }

    /** Returns what makes TLS connections with the certificate. */
    public SslContextFactory.Server shown() {
        return shown;
    }

    private void schedule() {
        scheduler.after(every, () -> {
            if (!closed) {
                look();
                schedule();
            }
        });
    }

    private synchronized void look() {
        String fingerprint = UNREADABLE;
        try {
            CertificateFiles files = CertificateFiles.read(location);
            fingerprint = files.fingerprint();
            if (!fingerprint.equals(inUse)) {
                ServerCertificate certificate = files.certificate();
                shown.reload(same -> same.setKeyStore(certificate.keystore()));
                inUse = fingerprint;
                told(certificate);
            }
            suspect = "";
            complained = "";
        } catch (UnusableCertificateException e) {
            if (fingerprint.equals(suspect) && !fingerprint.equals(complained)) {
                LOG.error("the new certificate is not taken, the old one stays in use: {}", e.getMessage());
                complained = fingerprint;
            }
            suspect = fingerprint;
        } catch (Exception e) { // Jetty declares no narrower one
            LOG.error("the new certificate could not be put to use", e);
        }
    }

    private void told(ServerCertificate certificate) {
        LOG.info("certificate in use, subject={} expiresAt={}", certificate.subject(), certificate.expiresAt());
        if (certificate.expiresAt().isBefore(clock.instant())) {
            LOG.warn(
                    "the certificate has expired: clients will not connect, put a new one in its place, expiresAt={}",
                    certificate.expiresAt());
        }
    }

    /** Looks no more. */
    @Override
    public void close() {
        closed = true;
    }
}
