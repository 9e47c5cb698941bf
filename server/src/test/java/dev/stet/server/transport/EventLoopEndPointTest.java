package dev.stet.server.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is written past Jetty: at once if the socket takes it, later if not, and not at all after Jetty's last word. */
@Timeout(30)
final class EventLoopEndPointTest {
    private final Server server = new Server();
    private final CompletableFuture<Void> whole = new CompletableFuture<>();
    private final Callback told = Callback.from(() -> whole.complete(null), whole::completeExceptionally);

    private Socket client;
    private EventLoopEndPoint endPoint;
    private int asked;
    private boolean open = true;
    private final BooleanSupplier stillWanted = () -> {
        asked++;
        return open;
    };

    @BeforeEach
    void connect() throws Exception {
        EventLoopConnector connector = new EventLoopConnector(server, 1, new HttpConnectionFactory());
        CompletableFuture<EventLoopEndPoint> accepted = new CompletableFuture<>();
        connector.addBean(new org.eclipse.jetty.io.Connection.Listener() {
            @Override
            public void onOpened(org.eclipse.jetty.io.Connection connection) {
                accepted.complete((EventLoopEndPoint) connection.getEndPoint());
            }
        });
        server.addConnector(connector);
        server.start();
        client = new Socket("127.0.0.1", connector.getLocalPort());
        endPoint = accepted.get();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.stop();
    }

    private boolean send(String bytes) {
        return endPoint.send(bytes.getBytes(US_ASCII), stillWanted, told);
    }

    private void jettyWrites(String bytes) throws Exception {
        Callback.Completable written = new Callback.Completable();
        endPoint.write(written, ByteBuffer.wrap(bytes.getBytes(US_ASCII)));
        written.get();
    }

    private String received(int bytes) throws Exception {
        return new String(client.getInputStream().readNBytes(bytes), US_ASCII);
    }

    @Test
    void whatTheSocketTakesAtOnceIsToldOfAtOnceAndByNothingElse() throws Exception {
        assertThat(send("one ")).isTrue();
        assertThat(send("two")).isTrue();
        assertThat(received(7)).isEqualTo("one two");
        assertThat(whole).isNotDone();
        assertThat(asked).as("nobody else has written anything").isZero();
    }

    @Test
    void afterJettyHasWrittenItIsAskedOnceWhetherMoreIsWanted() throws Exception {
        jettyWrites("a pong, ");
        assertThat(send("one ")).isTrue();
        assertThat(send("two")).isTrue();
        assertThat(received(15)).isEqualTo("a pong, one two");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void nothingFollowsTheLastThatJettyHasToSay() throws Exception {
        open = false;
        jettyWrites("good bye");
        assertThat(send("one")).isFalse();
        assertThat(send("two")).isFalse();
        endPoint.shutdownOutput();
        assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII)).isEqualTo("good bye");
        assertThat(whole).isNotDone();
    }

    @Test
    void whatTheSocketDoesNotTakeAtOnceIsWrittenWhenTheClientReads() throws Exception {
        byte[] much = new byte[1 << 20];
        Arrays.fill(much, (byte) 'x');
        int sent = 1;
        while (endPoint.send(much, stillWanted, told)) {
            sent++;
        }
        assertThat(whole).isNotDone();
        assertThat(client.getInputStream().readNBytes(sent * much.length)).containsOnly('x');
        whole.get(20, TimeUnit.SECONDS);
        assertThat(send("and on")).isTrue();
        assertThat(received(6)).isEqualTo("and on");
    }

    @Test
    void whoeverWritesToALostConnectionIsToldSo() throws Exception {
        endPoint.getChannel().close();
        assertThat(send("one")).isFalse();
        assertThat(whole).isCompletedExceptionally();
    }
}
