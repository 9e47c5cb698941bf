package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stet.server.auth.Administrators;
import dev.stet.server.auth.Authenticator;
import dev.stet.server.auth.Credentials;
import dev.stet.server.auth.Guests;
import dev.stet.server.auth.Identity;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.UnreliableStorage;
import dev.stet.server.storage.UnreliableStorage.Call;
import dev.stet.server.transport.entrance.Entrance;
import dev.stet.server.transport.entrance.Origins;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who is let in by the thread that read the request, and who by a thread of its own: that costs a guest as much again as being let
 * in, and nobody else may wait while a token is checked or a request is answered.
 */
class HandshakeThreadTest {
    /** Connections are dealt out in turn; this many are on every thread. */
    private static final int WATCHERS = 2 * Runtime.getRuntime().availableProcessors();

    @TempDir
    Path folder;

    final Queue<Boolean> inThreadsOfTheirOwn = new ConcurrentLinkedQueue<>();
    final CountDownLatch released = new CountDownLatch(1);
    final List<AutoCloseable> closed = new ArrayList<>();
    UnreliableStorage storage;

    @AfterEach
    void stop() throws Exception {
        released.countDown();
        storage.release();
        for (AutoCloseable each : closed.reversed()) {
            each.close();
        }
    }

    private StetServer start(Authenticator authenticator) throws Exception {
        storage = new UnreliableStorage(H2Storage.open(folder, Durability.RELAXED));
        StetServer server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0),
                storage,
                (config, store) -> {
                    Access usual = Access.of(config, store);
                    return new Access(
                            authenticator,
                            usual.control(),
                            usual.lists(),
                            new Entrance(
                                    authenticator,
                                    new Origins(Set.of(), true),
                                    Optional.empty(),
                                    new Administrators(true, Optional.empty())),
                            usual.askAgainEvery());
                },
                System::nanoTime);
        closed.add(server);
        return server;
    }

    /** Lets in whoever comes, and notes in which kind of thread. */
    private class Noting implements Authenticator {
        private final Guests guests = new Guests();

        @Override
        public Identity authenticate(Credentials credentials) {
            inThreadsOfTheirOwn.add(Thread.currentThread().isVirtual());
            return guests.authenticate(new Credentials(Optional.empty(), credentials.client()));
        }

        @Override
        public boolean mayBlock() {
            return false;
        }
    }

    /** Does so, but takes its time with whoever shows a token. */
    private final class Slow extends Noting {
        @Override
        public Identity authenticate(Credentials credentials) {
            if (credentials.token().isPresent()) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    throw new AssertionError("interrupted", e);
                }
            }
            return super.authenticate(credentials);
        }

        @Override
        public boolean mayBlock() {
            return true;
        }
    }

    private List<RawClient> watchers(StetServer server) throws Exception {
        List<RawClient> watchers = new ArrayList<>();
        for (int i = 0; i < WATCHERS; i++) {
            RawClient watcher = RawClient.connect(server, "watcher-" + i);
            closed.add(watcher);
            watchers.add(watcher);
        }
        return watchers;
    }

    private static void areAnswered(List<RawClient> watchers) throws Exception {
        for (RawClient watcher : watchers) {
            watcher.untilPong();
        }
    }

    @Test
    void noThreadIsStartedToLetAGuestIn() throws Exception {
        StetServer server = start(new Noting());
        areAnswered(watchers(server));
        assertThat(inThreadsOfTheirOwn).hasSize(WATCHERS).containsOnly(false);
    }

    @Test
    void whoeverTakesTimeToLetInHasAThreadOfItsOwn() throws Exception {
        StetServer server = start(new Slow());
        areAnswered(watchers(server));
        assertThat(inThreadsOfTheirOwn).hasSize(WATCHERS).containsOnly(true);
    }

    @Test
    void whileATokenIsCheckedEverybodyIsAnswered() throws Exception {
        StetServer server = start(new Slow());
        List<RawClient> watchers = watchers(server);
        CompletableFuture<RawClient> slow = CompletableFuture.supplyAsync(() -> {
            try {
                return RawClient.connect(server.address(), "slow-0001", "some-token");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        areAnswered(watchers);
        areAnswered(watchers(server)); // who comes meanwhile, too
        assertThat(slow).isNotDone();
        released.countDown();
        slow.join().close();
    }

    @Test
    void whileARequestIsAnsweredEverybodyIsAnswered() throws Exception {
        StetServer server = start(new Noting());
        List<RawClient> watchers = watchers(server);
        Http http = new Http(server);
        assertThat(http.create("{\"id\":\"minutes\",\"docType\":\"text\"}").status())
                .isEqualTo(201);
        storage.stall(Call.FIND);
        List<CompletableFuture<Integer>> requests = new ArrayList<>();
        for (int i = 0; i < WATCHERS; i++) { // one at least has the thread that reads it, if it keeps that
            requests.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return http.get("nobodys", "").status();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }));
        }
        await().until(() -> storage.count(Call.FIND) > 0);
        areAnswered(watchers);
        areAnswered(watchers(server));
        storage.release();
        for (CompletableFuture<Integer> request : requests) {
            assertThat(request.join()).isEqualTo(404);
        }
    }

    @Test
    void whatIsAskedForUnderTheSocketsNameWithoutAHandshakeIsNotFound() throws Exception {
        StetServer server = start(new Noting());
        Http http = new Http(server);
        assertThat(http.send("GET", "/ws", "", Map.of()).status()).isEqualTo(404);
        assertThat(http.send("GET", "/nothing", "", Map.of()).status()).isEqualTo(404);
    }
}
