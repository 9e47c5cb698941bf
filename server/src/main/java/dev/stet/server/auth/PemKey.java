package dev.stet.server.auth;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Public keys in PEM: {@code PUBLIC KEY} or {@code CERTIFICATE}. */
final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private PemKey() {}

    static boolean isPem(String text) {
        return text.stripLeading().startsWith("-----BEGIN ");
    }

    /** Reads the first block. */
    static PublicKey read(String text) throws KeyException {
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            throw new KeyException("the file holds no key in PEM");
        }
        try {
            return switch (block.group(1)) {
                case "PUBLIC KEY" -> publicKey(Base64.getMimeDecoder().decode(block.group(2)));
                case "CERTIFICATE" ->
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(block.group().getBytes(StandardCharsets.US_ASCII)))
                            .getPublicKey();
                default ->
                    throw new KeyException(
                            "only a public key or a certificate is wanted here, found=" + block.group(1));
            };
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new KeyException("the key in PEM cannot be read", e);
        }
    }

    private static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
        X509EncodedKeySpec spec = new X509EncodedKeySpec(encoded);
        try {
            return KeyFactory.getInstance("RSA").generatePublic(spec);
        } catch (InvalidKeySpecException e) {
            return KeyFactory.getInstance("EC").generatePublic(spec);
        }
    }
}
