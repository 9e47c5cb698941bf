package dev.stet.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for this machine that was signed by nobody but itself, made by the JDK's keytool. Immutable. */
public final class TestCertificate {
    /** Opens {@link #keystore}. */
    public static final String PASSWORD = "correct horse";

    private final Path file;
    private final KeyStore keystore;

    private TestCertificate(Path file, KeyStore keystore) {
        this.file = file;
        this.keystore = keystore;
    }

    /** Makes one for a common name. */
    public static TestCertificate make(Path folder, String name) throws Exception {
        Path file = folder.resolve(name + "-made.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed: " + said);
        }
        KeyStore keystore = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keystore.load(in, PASSWORD.toCharArray());
        }
        return new TestCertificate(file, keystore);
    }

    /** Returns the file in PKCS#12. */
    public Path keystore() {
        return file;
    }

    /** Returns the certificate in PEM. */
    public String chain() throws GeneralSecurityException {
        return pem("CERTIFICATE", keystore.getCertificate("server").getEncoded());
    }

    /** Returns the private key in PEM. */
    public String key() throws GeneralSecurityException {
        return pem("PRIVATE KEY", ((PrivateKey) keystore.getKey("server", PASSWORD.toCharArray())).getEncoded());
    }

    private static String pem(String label, byte[] encoded) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    /** Returns what a client needs that trusts these certificates and no others. */
    public static SSLContext trusting(TestCertificate... certificates) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (TestCertificate each : certificates) {
            Certificate certificate = each.keystore.getCertificate("server");
            trusted.setCertificateEntry(each.file.toString(), certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
