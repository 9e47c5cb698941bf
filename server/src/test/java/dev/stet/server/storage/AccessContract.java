package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a store keeps of who may do what. */
interface AccessContract extends StoreUnderTest {
    @Test
    default void shouldReplaceAnAccessListOnlyByTheOneAfterIt() {
        AccessStorage access = storage().access();
        assertThat(access.list("a")).isEqualTo(StoredAccess.NONE);
        StoredAccess first = new StoredAccess(1, Map.of("ada", "owner"));
        assertThat(access.replace("a", first)).isTrue();
        assertThat(access.replace("a", new StoredAccess(1, Map.of("eve", "owner"))))
                .isFalse();
        assertThat(access.replace("a", new StoredAccess(3, Map.of("eve", "owner"))))
                .isFalse();
        assertThat(access.list("a")).isEqualTo(first);
        StoredAccess second = new StoredAccess(2, Map.of("ada", "editor", "Grüße \uD83D\uDE00", "viewer"));
        assertThat(access.replace("a", second)).isTrue();
        assertThat(access.replace("A", new StoredAccess(1, Map.of()))).isTrue();
        reopen();
        assertThat(storage().access().lists(List.of("a", "A", "b")))
                .isEqualTo(Map.of("a", second, "A", new StoredAccess(1, Map.of())));
    }

    @Test
    default void shouldFindAShareLinkByTheHashOfItsSecretUntilItIsRemoved() {
        AccessStorage access = storage().access();
        StoredShare lasting = share("1", "a", 100, OptionalLong.empty());
        StoredShare ending = share("2", "a", 200, OptionalLong.of(5_000));
        StoredShare other = share("3", "b", 300, OptionalLong.empty());
        List.of(ending, lasting, other).forEach(access::addShare);
        assertThat(access.shares("a")).containsExactly(lasting, ending);
        assertThat(access.share(ending.secretHash())).contains(ending);
        assertThat(access.share(Bytes.utf8("no such hash"))).isEmpty();
        assertThat(access.removeShare("b", "1")).isFalse();
        assertThat(access.removeShare("a", "1")).isTrue();
        assertThat(access.removeShare("a", "1")).isFalse();
        assertThat(access.share(lasting.secretHash())).isEmpty();
        assertThat(access.shares("a")).containsExactly(ending);
    }

    @Test
    default void shouldMarkEachStateOfADocumentsAccessDifferently() {
        AccessStorage access = storage().access();
        assertThat(access.marks(List.of())).isEmpty();
        assertThat(access.marks(List.of("a", "b"))).isEmpty();
        access.replace("a", new StoredAccess(1, Map.of("ada", "owner")));
        access.replace("a", new StoredAccess(2, Map.of()));
        access.addShare(share("1", "a", 100, OptionalLong.empty()));
        access.addShare(share("2", "a", 200, OptionalLong.of(5_000)));
        access.addShare(share("3", "b", 300, OptionalLong.empty()));
        assertThat(access.marks(List.of("a", "b", "c")))
                .isEqualTo(Map.of("a", new AccessMark(2, 2, 300), "b", new AccessMark(0, 1, 300)));
        access.removeShare("a", "2");
        access.removeShare("b", "3");
        assertThat(access.marks(List.of("a", "b", "c"))).isEqualTo(Map.of("a", new AccessMark(2, 1, 100)));
    }

    private static StoredShare share(String id, String document, long createdMs, OptionalLong expiresMs) {
        return new StoredShare(id, document, Bytes.utf8("hash of " + id), "viewer", createdMs, "ada", expiresMs);
    }
}
