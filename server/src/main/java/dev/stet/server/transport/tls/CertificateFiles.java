package dev.stet.server.transport.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What was in the files of a certificate at one moment. Immutable.
 *
 * @param contents the bytes of each of {@link CertificateLocation#files}
 */
record CertificateFiles(CertificateLocation location, List<ByteBuffer> contents) {

    /**
     * Reads the files.
     *
     * @throws UnusableCertificateException if one cannot be read
     */
    static CertificateFiles read(CertificateLocation location) throws UnusableCertificateException {
        List<ByteBuffer> contents = new ArrayList<>();
        for (Path file : location.files()) {
            try {
                contents.add(ByteBuffer.wrap(Files.readAllBytes(file)).asReadOnlyBuffer());
            } catch (NoSuchFileException e) {
                throw new UnusableCertificateException("there is no such file, file=" + file, e);
            } catch (IOException e) {
                throw new UnusableCertificateException(
                        "the file cannot be read, check who may read it, file=" + file, e);
            }
        }
        return new CertificateFiles(location, List.copyOf(contents));
    }

    /** Returns a text that is another one if any of the files is. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ByteBuffer content : contents) {
                digest.update(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(content.remaining())
                        .flip());
                digest.update(content.duplicate());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Makes the certificate out of them.
     *
     * @throws UnusableCertificateException if they do not hold one, or not the key of it
     */
    ServerCertificate certificate() throws UnusableCertificateException {
        return switch (location) {
            case CertificateLocation.Pem pem ->
                ServerCertificate.of(
                        PemBlocks.privateKey(pem.key(), text(1)),
                        PemBlocks.certificates(pem.chain(), text(0)),
                        "put the certificate that belongs to the key first, cert=" + pem.chain() + " key=" + pem.key());
            case CertificateLocation.Keystore(Path file, Passphrase passphrase) ->
                ServerCertificate.inKeystore(
                        bytes(0),
                        file,
                        switch (passphrase) {
                            case Passphrase.Known(String value) -> value;
                            case Passphrase.InFile secret -> text(1).stripTrailing();
                        });
        };
    }

    private byte[] bytes(int file) {
        byte[] bytes = new byte[contents.get(file).remaining()];
        contents.get(file).duplicate().get(bytes);
        return bytes;
    }

    private String text(int file) {
        return StandardCharsets.UTF_8.decode(contents.get(file).duplicate()).toString();
    }
}
