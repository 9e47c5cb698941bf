package dev.stet.server.transport.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** A certificate that was found to be usable: it is there, and the key belongs to it. Immutable. */
final class ServerCertificate {
    /** Opens {@link #keystore}, which is never written anywhere. */
    static final String PASSWORD = "in-memory";

    private static final byte[] PROBE = {'s', 't', 'e', 't'};

    private final KeyStore keystore;
    private final X509Certificate first;

    private ServerCertificate(KeyStore keystore, X509Certificate first) {
        this.keystore = keystore;
        this.first = first;
    }

    /**
     * Returns the certificate that is the first of a chain.
     *
     * @param otherwise what to do if the key is that of another one
     */
    static ServerCertificate of(PrivateKey key, List<X509Certificate> chain, String otherwise)
            throws UnusableCertificateException {
        requireTogether(key, chain.getFirst(), otherwise);
        try {
            KeyStore keystore = KeyStore.getInstance("PKCS12");
            keystore.load(null, null);
            keystore.setKeyEntry("server", key, PASSWORD.toCharArray(), chain.toArray(Certificate[]::new));
            return new ServerCertificate(keystore, chain.getFirst());
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableCertificateException("the certificate cannot be used: " + e.getMessage(), e);
        }
    }

    /** Reads a keystore in PKCS#12. */
    static ServerCertificate inKeystore(byte[] content, Path file, String password)
            throws UnusableCertificateException {
        try {
            KeyStore read = KeyStore.getInstance("PKCS12");
            read.load(new ByteArrayInputStream(content), password.toCharArray());
            KeyStore keystore = KeyStore.getInstance("PKCS12");
            keystore.load(null, null);
            X509Certificate first = null;
            for (String alias : Collections.list(read.aliases())) {
                if (read.getKey(alias, password.toCharArray()) instanceof PrivateKey key
                        && read.getCertificate(alias) instanceof X509Certificate certificate) {
                    requireTogether(key, certificate, "make the keystore again, file=" + file + " alias=" + alias);
                    keystore.setKeyEntry(alias, key, PASSWORD.toCharArray(), read.getCertificateChain(alias));
                    first = first == null ? certificate : first;
                }
            }
            if (first == null) {
                throw new UnusableCertificateException(
                        "the keystore holds no private key with a certificate, file=" + file);
            }
            return new ServerCertificate(keystore, first);
        } catch (IOException e) {
            throw new UnusableCertificateException(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "the password does not open the keystore, file=" + file
                            : "the file is no keystore in PKCS#12, or cut off; write it again, file=" + file,
                    e);
        } catch (GeneralSecurityException e) {
            throw new UnusableCertificateException("the keystore cannot be read, file=" + file, e);
        }
    }

    private static void requireTogether(PrivateKey key, X509Certificate certificate, String otherwise)
            throws UnusableCertificateException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(PROBE);
            if (signature.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new UnusableCertificateException("the key is not the certificate's: " + otherwise, e);
        }
        throw new UnusableCertificateException("the key is not the certificate's: " + otherwise);
    }

    /** Returns the key and the certificates, which {@link #PASSWORD} opens. */
    KeyStore keystore() {
        return keystore;
    }

    /** Returns whose certificate it is. */
    String subject() {
        return String.valueOf(first.getSubjectX500Principal());
    }

    /** Returns when it ends. */
    Instant expiresAt() {
        return first.getNotAfter().toInstant();
    }
}
