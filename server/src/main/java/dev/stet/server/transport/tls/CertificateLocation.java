package dev.stet.server.transport.tls;

import java.nio.file.Path;
import java.util.List;

/** Where a server's certificate and its private key are. Immutable. */
public sealed interface CertificateLocation {

    /**
     * Two files in PEM.
     *
     * @param chain the server's certificate, then those that lead to one that clients trust
     * @param key the private key, PKCS#8, not encrypted
     */
    record Pem(Path chain, Path key) implements CertificateLocation {
        @Override
        public List<Path> files() {
            return List.of(chain, key);
        }
    }

    /** A file in PKCS#12, with one private key and its certificates, or several for several names. */
    record Keystore(Path file, Passphrase passphrase) implements CertificateLocation {
        @Override
        public List<Path> files() {
            return passphrase instanceof Passphrase.InFile(Path secret) ? List.of(file, secret) : List.of(file);
        }
    }

    /** Returns the files, all of which are watched. */
    List<Path> files();
}
