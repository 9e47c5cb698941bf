package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.stet.server.transport.WebSettings;
import dev.stet.server.transport.tls.CertificateLocation;
import dev.stet.server.transport.tls.CertificateWatch;
import dev.stet.server.transport.tls.Passphrase;
import java.io.DataInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The server's port with TLS: who is shown, what is spoken, and what happens when the certificate's files change. */
class TlsTest {
    /** Far more than between two writes of a test: what is of no use at two looks is complained about. */
    private static final Duration POLL = Duration.ofMillis(500);

    @TempDir
    private static Path made;

    private static TestCertificate first;
    private static TestCertificate second;
    private static SSLContext trust;

    @TempDir
    private Path folder;

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private Path chain;
    private Path key;
    private StetServer server;

    @BeforeAll
    static void make() throws Exception {
        first = TestCertificate.make(made, "first");
        second = TestCertificate.make(made, "second");
        trust = TestCertificate.trusting(first, second);
    }

    @BeforeEach
    void listen() throws Exception {
        chain = Files.writeString(folder.resolve("chain.pem"), first.chain());
        key = Files.writeString(folder.resolve("key.pem"), first.key());
        said.start();
        ((Logger) LoggerFactory.getLogger(CertificateWatch.class)).addAppender(said);
    }

    @AfterEach
    void stop() {
        ((Logger) LoggerFactory.getLogger(CertificateWatch.class)).detachAppender(said);
        if (server != null) {
            server.close();
        }
    }

    private void start(CertificateLocation location) throws StartFailedException {
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder.resolve("data"))
                .with(WebSettings.DEFAULT.with(location).polling(POLL)));
    }

    private void startWithPem() throws StartFailedException {
        start(new CertificateLocation.Pem(chain, key));
    }

    private String shown() throws Exception {
        try (SSLSocket socket = connect("TLSv1.3")) {
            return subject(socket);
        }
    }

    private SSLSocket connect(String version) throws Exception {
        SSLSocket socket = (SSLSocket) trust.getSocketFactory()
                .createSocket(server.address().getHost(), server.address().getPort());
        socket.setEnabledProtocols(new String[] {version});
        socket.startHandshake();
        return socket;
    }

    private static String subject(SSLSocket socket) throws Exception {
        X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        return certificate.getSubjectX500Principal().getName();
    }

    private List<String> errors() {
        return List.copyOf(said.list).stream()
                .filter(event -> event.getLevel() == Level.ERROR)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private void awaitShown(String name) {
        Awaitility.await().untilAsserted(() -> assertThat(shown()).isEqualTo("CN=" + name));
    }

    private String awaitError() {
        Awaitility.await().untilAsserted(() -> assertThat(errors()).isNotEmpty());
        return errors().getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP_2", "HTTP_1_1"})
    void requestsAreAnsweredInTheVersionThatTheClientPrefers(HttpClient.Version version) throws Exception {
        startWithPem();
        assertThat(server.address().getScheme()).isEqualTo("https");
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(trust).version(version).build()) {
            HttpRequest create = HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/documents"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"minutes\",\"content\":\"H\u00f6\"}"))
                    .build();
            assertThat(client.send(create, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(201);
            HttpResponse<String> read = client.send(
                    HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/documents/minutes"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(read.version()).isEqualTo(version);
            assertThat(read.body()).isEqualTo("H\u00f6");
        }
    }

    @Test
    void documentsAreEditedOverTls() throws Exception {
        startWithPem();
        try (RawClient ada = RawClient.connect(server.address(), "client-ada", trust);
                RawClient bob = RawClient.connect(server.address(), "client-bob", trust)) {
            ada.open("minutes");
            bob.open("minutes");
            ada.submit("minutes", 0, 1, "[\"over TLS\"]");
            ada.expect("op:ack");
            assertThat(bob.expect("op:applied")).containsEntry("revision", 1);
        }
    }

    @Test
    void aPageOfThisServerIsItsOwnOverTlsToo() throws Exception {
        startWithPem();
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/documents"))
                .headers(
                        "Content-Type",
                        "application/json",
                        "Origin",
                        server.address().toString())
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"minutes\"}"))
                .build();
        try (HttpClient client = HttpClient.newBuilder().sslContext(trust).build()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void versionsThatHoldAreSpoken(String version) throws Exception {
        startWithPem();
        try (SSLSocket socket = connect(version)) {
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
        }
    }

    @Test
    void thePortForMetricsShowsTheSameCertificateAndTheNewOne() throws Exception {
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder.resolve("data"))
                .with(WebSettings.DEFAULT
                        .with(new CertificateLocation.Pem(chain, key))
                        .polling(POLL))
                .with(OperatorSettings.DEFAULT.withMetricsAt(new OperatorSettings.Listening("127.0.0.1", 0, true))));
        URI operator = server.operatorAddress().orElseThrow();
        assertThat(operator.getScheme()).isEqualTo("https");
        try (HttpClient client = HttpClient.newBuilder().sslContext(trust).build()) {
            HttpResponse<String> metrics = client.send(
                    HttpRequest.newBuilder(operator.resolve("/metrics")).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(metrics.body()).contains("stet_sessions 0");
        }
        Files.writeString(chain, second.chain());
        Files.writeString(key, second.key());
        Awaitility.await().untilAsserted(() -> {
            try (SSLSocket socket =
                    (SSLSocket) trust.getSocketFactory().createSocket(operator.getHost(), operator.getPort())) {
                assertThat(subject(socket)).isEqualTo("CN=second");
            }
        });
    }

    /** By hand: a client of today would not even ask. */
    @ParameterizedTest
    @ValueSource(ints = {0x0300, 0x0301, 0x0302})
    void olderVersionsAreNot(int version) throws Exception {
        startWithPem();
        try (Socket socket =
                new Socket(server.address().getHost(), server.address().getPort())) {
            ByteBuffer hello = ByteBuffer.allocate(64);
            hello.put((byte) 22).putShort((short) 0x0301).putShort((short) 51); // a handshake record
            hello.put((byte) 1).put((byte) 0).putShort((short) 47); // client hello
            hello.putShort((short) version).put(new byte[32]).put((byte) 0);
            hello.putShort((short) 8)
                    .putShort((short) 0xc014)
                    .putShort((short) 0xc00a)
                    .putShort((short) 0x0035)
                    .putShort((short) 0x002f);
            hello.put((byte) 1).put((byte) 0);
            socket.getOutputStream().write(hello.array(), 0, hello.position());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertThat(in.readUnsignedByte()).as("an alert").isEqualTo(21);
            in.skipNBytes(4);
            assertThat(in.readUnsignedByte()).as("a fatal one").isEqualTo(2);
            assertThat(in.readUnsignedByte()).as("protocol_version").isEqualTo(70);
        }
    }

    @Test
    void aNewCertificateIsShownToNewConnectionsAndOpenOnesGoOn() throws Exception {
        startWithPem();
        assertThat(shown()).isEqualTo("CN=first");
        try (RawClient ada = RawClient.connect(server.address(), "client-ada", trust)) {
            ada.open("minutes");
            Files.writeString(chain, second.chain());
            Files.writeString(key, second.key());
            awaitShown("second");
            ada.submit("minutes", 0, 1, "[\"still here\"]");
            ada.expect("op:ack");
        }
        assertThat(errors()).isEmpty();
    }

    @Test
    void aHalfWrittenFileLeavesTheOldCertificateInUseUntilItIsWhole() throws Exception {
        startWithPem();
        Files.writeString(key, second.key());
        Files.writeString(chain, second.chain().substring(0, second.chain().length() / 2));
        assertThat(awaitError())
                .contains("the old one stays in use")
                .contains("is cut off, write it again")
                .contains(chain.toString());
        assertThat(shown()).isEqualTo("CN=first");
        Files.writeString(chain, second.chain());
        awaitShown("second");
        assertThat(errors()).as("said once").hasSize(1);
    }

    @Test
    void aKeyOfAnotherCertificateLeavesTheOldOneInUse() throws Exception {
        startWithPem();
        Files.writeString(key, second.key());
        assertThat(awaitError()).contains("the key is not the certificate's").contains(key.toString());
        assertThat(shown()).isEqualTo("CN=first");
    }

    @Test
    void aFileThatIsGoneLeavesTheOldCertificateInUse() throws Exception {
        startWithPem();
        Files.delete(chain);
        assertThat(awaitError()).contains("there is no such file").contains(chain.toString());
        assertThat(shown()).isEqualTo("CN=first");
    }

    @Test
    void aKeystoreAndItsPasswordAreReadAgainToo() throws Exception {
        Path keystore = Files.copy(first.keystore(), folder.resolve("server.p12"));
        Path password = Files.writeString(folder.resolve("password"), TestCertificate.PASSWORD + "\n");
        start(new CertificateLocation.Keystore(keystore, new Passphrase.InFile(password)));
        assertThat(shown()).isEqualTo("CN=first");
        byte[] whole = Files.readAllBytes(second.keystore());
        Files.write(keystore, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(awaitError()).contains("write it again").contains(keystore.toString());
        assertThat(shown()).isEqualTo("CN=first");
        Files.copy(second.keystore(), keystore, StandardCopyOption.REPLACE_EXISTING);
        awaitShown("second");
    }

    @Test
    void whatCannotBeUsedAtTheStartIsOneLineThatSaysWhatToDo() throws Exception {
        Path encrypted = Files.writeString(
                folder.resolve("old.pem"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        Passphrase wrong = new Passphrase.Known("wrong");
        Map<CertificateLocation, String> cases = Map.of(
                new CertificateLocation.Pem(chain, encrypted), "openssl pkcs8 -topk8",
                new CertificateLocation.Pem(chain, folder.resolve("none.pem")), "there is no such file",
                new CertificateLocation.Pem(key, key), "no certificate in PEM",
                new CertificateLocation.Pem(chain, chain), "no private key in PEM",
                new CertificateLocation.Keystore(first.keystore(), wrong), "the password does not open the keystore",
                new CertificateLocation.Keystore(chain, wrong), "no keystore in PKCS#12");
        cases.forEach((location, why) -> assertThatThrownBy(() -> start(location))
                .isInstanceOf(StartFailedException.class)
                .hasMessageStartingWith("TLS cannot be set up: ")
                .hasMessageContaining(why)
                .hasMessageNotContaining("wrong"));
    }
}
