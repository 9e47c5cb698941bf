package dev.stet.server.transport.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and private keys in PEM (RFC 7468). */
final class PemBlocks {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private PemBlocks() {}

    /** Reads all certificates of a file, in their order; at least one. */
    static List<X509Certificate> certificates(Path file, String text) throws UnusableCertificateException {
        requireWhole(file, text);
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        try {
            while (block.find()) {
                if (block.group(1).equals("CERTIFICATE")) {
                    byte[] pem = block.group().getBytes(StandardCharsets.US_ASCII);
                    certificates.add((X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
                }
            }
        } catch (GeneralSecurityException e) {
            throw new UnusableCertificateException("a certificate in the file is damaged, file=" + file, e);
        }
        if (certificates.isEmpty()) {
            throw new UnusableCertificateException("the file holds no certificate in PEM, file=" + file);
        }
        return certificates;
    }

    /** Reads the private key of a file. */
    static PrivateKey privateKey(Path file, String text) throws UnusableCertificateException {
        requireWhole(file, text);
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            switch (block.group(1)) {
                case "PRIVATE KEY" -> {
                    return pkcs8(file, block.group(2));
                }
                case "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
                    throw new UnusableCertificateException(
                            "the private key has to be in PKCS#8 and not encrypted, convert it with"
                                    + " 'openssl pkcs8 -topk8 -nodes -in OLD -out NEW', file=" + file);
                default -> {} // parameters of a curve, certificates
            }
        }
        throw new UnusableCertificateException("the file holds no private key in PEM, file=" + file);
    }

    private static PrivateKey pkcs8(Path file, String base64) throws UnusableCertificateException {
        try {
            PKCS8EncodedKeySpec spec =
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
            for (String algorithm : KEY_ALGORITHMS) {
                Optional<PrivateKey> key = privateKey(algorithm, spec);
                if (key.isPresent()) {
                    return key.get();
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnusableCertificateException("the private key is damaged, file=" + file, e);
        }
        throw new UnusableCertificateException(
                "the private key is damaged, or neither of RSA nor EC nor Ed25519, file=" + file);
    }

    /** Returns the key if it is one of this algorithm: which it is, only trying tells. */
    private static Optional<PrivateKey> privateKey(String algorithm, PKCS8EncodedKeySpec spec)
            throws GeneralSecurityException {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        }
    }

    /** A file that is cut off ends within a block. */
    private static void requireWhole(Path file, String text) throws UnusableCertificateException {
        int begin = text.lastIndexOf("-----BEGIN ");
        if (begin >= 0 && text.indexOf("-----END ", begin) < 0) {
            throw new UnusableCertificateException("the file is cut off, write it again, file=" + file);
        }
    }
}
