package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stet.server.auth.AccessControl;
import dev.stet.server.auth.Authenticator;
import dev.stet.server.auth.Credentials;
import dev.stet.server.auth.Grant;
import dev.stet.server.auth.Guests;
import dev.stet.server.auth.ShareSecret;
import dev.stet.server.auth.User;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.UnreliableStorage;
import dev.stet.server.storage.UnreliableStorage.Call;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * WebSockets are read by the threads that find them readable, each for its share of the connections. So nothing that a frame sets
 * off may block: here something does, for as long as the test says, and meanwhile somebody on each of these threads is
 * answered.
 */
class SelectorTest {
    /** Connections are dealt out in turn; this many are on every thread. */
    private static final int WATCHERS = 2 * Runtime.getRuntime().availableProcessors();

    @TempDir
    Path folder;

    Storage disk;
    UnreliableStorage storage;
    StetServer server;
    RawClient ada;
    final List<RawClient> watchers = new ArrayList<>();
    final CountDownLatch released = new CountDownLatch(1);
    final AtomicInteger waiting = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        disk = H2Storage.open(folder, Durability.RELAXED);
        storage = new UnreliableStorage(disk);
        StoredDocument minutes = disk.create("minutes", "text");
        disk.append(List.of(new Storage.Append(
                minutes, List.of(new LogEntry(1, "elsewhere", 1, "guest", 7, Bytes.utf8("[\"kept\"]"))))));
        server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0), storage, this::waitingWhenTold, System::nanoTime);
        ada = RawClient.connect(server, "ada-0001");
        for (int i = 0; i < WATCHERS; i++) {
            watchers.add(RawClient.connect(server, "watcher-" + i));
        }
    }

    @AfterEach
    void stop() {
        released.countDown();
        storage.release();
        ada.close();
        watchers.forEach(RawClient::close);
        server.close();
    }

    /** Lets everybody in, but for tokens and documents whose name begins with {@code slow} takes its time. */
    private Access waitingWhenTold(ServerConfig config, Storage store) throws StartFailedException {
        Access usual = Access.of(config, store);
        Guests guests = new Guests();
        Authenticator authenticator = shown -> {
            if (shown.token().filter(token -> token.value().startsWith("slow")).isPresent()) {
                waitUntilReleased();
            }
            return guests.authenticate(new Credentials(Optional.empty(), shown.client()));
        };
        return new Access(
                authenticator,
                new SlowControl(usual.control()),
                usual.lists(),
                usual.entrance(),
                usual.askAgainEvery());
    }

    private final class SlowControl implements AccessControl {
        private final AccessControl usual;

        SlowControl(AccessControl usual) {
            this.usual = usual;
        }

        @Override
        public Optional<Grant> grant(User user, String document, Optional<ShareSecret> share) {
            if (document.startsWith("slow")) {
                waitUntilReleased();
            }
            return usual.grant(user, document, share);
        }

        @Override
        public Optional<Grant> make(User user, String from, String document) {
            return usual.make(user, from, document);
        }

        @Override
        public boolean ownsEverything(User user) {
            return usual.ownsEverything(user);
        }
    }

    private void waitUntilReleased() {
        waiting.incrementAndGet();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private void everybodyIsAnswered() throws Exception {
        for (RawClient watcher : watchers) {
            watcher.untilPong();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"FIND", "SNAPSHOT", "READ"})
    void whileADocumentIsOpenedEverybodyIsAnswered(Call call) throws Exception {
        storage.stall(call);
        ada.send("{\"type\":\"doc:open\",\"doc\":\"minutes\"}");
        await().until(() -> storage.count(call) > 0);
        everybodyIsAnswered();
        ada.untilPong();
        storage.release();
        assertThat(ada.expect("doc:opened")).containsEntry("snapshot", "kept");
    }

    @Test
    void whileADocumentIsMadeEverybodyIsAnswered() throws Exception {
        storage.stall(Call.CREATE);
        ada.send("{\"type\":\"doc:open\",\"doc\":\"letter\",\"create\":true}");
        await().until(() -> storage.count(Call.CREATE) > 0);
        everybodyIsAnswered();
        storage.release();
        assertThat(ada.expect("doc:opened")).containsEntry("revision", 0);
    }

    @Test
    void whileAnOperationIsStoredEverybodyIsAnswered() throws Exception {
        ada.open("minutes");
        storage.stall(Call.APPEND);
        ada.submit("minutes", 1, 1, "[\"x\"]");
        await().until(() -> storage.count(Call.APPEND) > 0);
        everybodyIsAnswered();
        for (RawClient watcher : watchers) { // and what they send waits with it, without holding up anybody
            watcher.open("minutes");
            watcher.submit("minutes", 1, 1, "[\"w\"]");
        }
        everybodyIsAnswered();
        storage.release();
        ada.expect("op:ack");
        for (RawClient watcher : watchers) {
            watcher.expect("op:ack");
        }
    }

    @Test
    void whileItIsFoundOutWhatAUserMayDoEverybodyIsAnswered() throws Exception {
        ada.send("{\"type\":\"doc:open\",\"doc\":\"slow-letter\",\"create\":true}");
        await().until(() -> waiting.get() > 0);
        everybodyIsAnswered();
        ada.untilPong();
        released.countDown();
        ada.expect("doc:opened");
    }

    @Test
    void whileATokenIsCheckedEverybodyIsAnswered() throws Exception {
        ada.send("{\"type\":\"session:renew\",\"id\":\"r\",\"token\":\"slow-token\"}");
        await().until(() -> waiting.get() > 0);
        everybodyIsAnswered();
        released.countDown();
        assertThat(ada.expect("session:renewed")).containsEntry("re", "r");
    }
}
