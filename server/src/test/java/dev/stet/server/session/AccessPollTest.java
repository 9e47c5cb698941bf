package dev.stet.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.auth.AccessLists;
import dev.stet.server.auth.Actor;
import dev.stet.server.auth.Role;
import dev.stet.server.auth.ShareLink;
import dev.stet.server.storage.AccessStorage;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which changes of access are noticed, look by look. */
class AccessPollTest {
    private static final Actor ADA = new Actor("ada", "127.0.0.1");

    @TempDir
    Path folder;

    private final Set<String> open = new TreeSet<>(Set.of("minutes", "letter"));
    private final List<String> told = new ArrayList<>();
    private Storage storage;
    private AccessLists lists;
    private AccessPoll poll;

    @BeforeEach
    void start() {
        storage = H2Storage.open(folder, Durability.RELAXED);
        lists = new AccessLists(storage.access(), InstantSource.system());
        poll = new AccessPoll(storage.access(), () -> open, told::add);
    }

    @AfterEach
    void stop() {
        storage.close();
    }

    private List<String> look() {
        told.clear();
        poll.look();
        return told;
    }

    @Test
    void eachChangeIsToldOnceAndOnlyOfItsDocument() {
        assertThat(look()).as("the first look").containsExactlyInAnyOrder("minutes", "letter");
        assertThat(look()).isEmpty();
        assertThat(lists.replace(ADA, "minutes", Map.of("ada", Role.OWNER), 0)).isPresent();
        assertThat(look()).containsExactly("minutes");
        assertThat(look()).isEmpty();
        assertThat(lists.replace(ADA, "minutes", Map.of(), 1)).isPresent();
        assertThat(look()).containsExactly("minutes");
        ShareLink.Fresh link = lists.share(ADA, "letter", Role.VIEWER, Optional.empty());
        assertThat(look()).containsExactly("letter");
        assertThat(lists.revoke(ADA, "letter", link.link().id())).isTrue();
        assertThat(look()).containsExactly("letter");
        assertThat(look()).isEmpty();
    }

    @Test
    void aLinkThatTakesThePlaceOfAnotherIsAChange() {
        lists = new AccessLists(storage.access(), () -> Instant.ofEpochMilli(1_000));
        ShareLink.Fresh first = lists.share(ADA, "letter", Role.VIEWER, Optional.empty());
        look();
        assertThat(lists.revoke(ADA, "letter", first.link().id())).isTrue();
        lists = new AccessLists(storage.access(), () -> Instant.ofEpochMilli(1_001));
        lists.share(ADA, "letter", Role.EDITOR, Optional.empty());
        assertThat(look()).containsExactly("letter");
    }

    @Test
    void aDocumentThatIsClosedAndOpenedAgainIsLookedAtAnew() {
        look();
        open.remove("letter");
        assertThat(look()).isEmpty();
        open.add("letter");
        assertThat(look()).containsExactly("letter");
    }

    @Test
    void whatAFailedLookMissedIsSeenByTheNext() {
        AtomicBoolean away = new AtomicBoolean();
        AccessStorage unreliable = (AccessStorage) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AccessStorage.class}, (proxy, method, arguments) -> {
                    if (away.get()) {
                        throw new StorageException("away, as the test wants it");
                    }
                    return method.invoke(storage.access(), arguments);
                });
        poll = new AccessPoll(unreliable, () -> open, told::add);
        look();
        assertThat(lists.replace(ADA, "minutes", Map.of("ada", Role.OWNER), 0)).isPresent();
        away.set(true);
        assertThat(look()).isEmpty();
        away.set(false);
        assertThat(look()).containsExactly("minutes");
    }

    @Test
    void moreDocumentsThanFitIntoOneQueryAreSeen() {
        IntStream.range(0, 1_100).forEach(i -> open.add("page-" + i));
        assertThat(look()).hasSize(1_102);
        assertThat(lists.replace(ADA, "page-1099", Map.of("ada", Role.OWNER), 0))
                .isPresent();
        assertThat(look()).containsExactly("page-1099");
    }
}
