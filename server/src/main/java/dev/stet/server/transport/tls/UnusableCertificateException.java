package dev.stet.server.transport.tls;

/** A certificate cannot be used. The message is one line that says why, and what to do; it holds no key. */
public final class UnusableCertificateException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableCertificateException(String message) {
        super(message);
    }

    UnusableCertificateException(String message, Throwable cause) {
        super(message, cause);
    }
}
