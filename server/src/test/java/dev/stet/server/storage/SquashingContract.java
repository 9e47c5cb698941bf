package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of a log whose old entries are squashed. */
interface SquashingContract extends StoreUnderTest {
    private StoredDocument ofThirtyEntries(String id) {
        StoredDocument document = storage().create(id, "text");
        append(document, Entries.of(1, 30));
        return document;
    }

    private void squash(StoredDocument document, Slice... slices) {
        long end = slices[slices.length - 1].lastRevision();
        assertThat(storage().squash(document, List.of(slices), snapshot(end, "s")))
                .isTrue();
    }

    @Test
    default void shouldPutSlicesInThePlaceOfEntries() {
        StoredDocument document = ofThirtyEntries("a");
        StoredDocument other = ofThirtyEntries("b");
        ChainHash tenth = storage().readHashed(document, 9, 1).getFirst().hash();
        ChainHash twentieth = storage().readHashed(document, 19, 1).getFirst().hash();

        squash(document, slice(1, 4), slice(5, 10));
        squash(document, slice(11, 20));
        reopen();

        assertThat(storage().squashedUpTo(document)).isEqualTo(20);
        assertThat(storage().head(document)).isEqualTo(30);
        assertThat(storage().read(document, 0, 100)).isEqualTo(Entries.of(21, 30));
        assertThat(storage().read(document, 25, 2)).isEqualTo(Entries.of(26, 27));
        assertThat(storage().snapshot(document, 20)).contains(snapshot(20, "s"));
        assertThat(storage().snapshot(document, 19)).contains(snapshot(10, "s"));
        assertThat(append(document, Entries.of(31, 31))).isEmpty();

        List<SealedSlice> slices = storage().slices(document, 0, 10);
        assertThat(slices).extracting(SealedSlice::slice).containsExactly(slice(1, 4), slice(5, 10), slice(11, 20));
        assertThat(slices.get(1).logHash()).isEqualTo(tenth);
        assertThat(storage().readHashed(document, 20, 1).getFirst().hash())
                .isEqualTo(twentieth.next(Entries.of(21, 21).getFirst()));
        ChainHash seal = ChainHash.start("a");
        for (SealedSlice sealed : slices) {
            seal = sealed.slice().seal(seal, sealed.logHash());
            assertThat(sealed.seal()).isEqualTo(seal);
        }
        assertThat(storage().slices(document, 4, 1)).containsExactly(slices.get(1));
        assertThat(storage().slices(document, 20, 1)).isEmpty();
        assertThat(storage().squashedUpTo(other)).isZero();
        assertThat(storage().read(other, 0, 100)).isEqualTo(Entries.of(1, 30));
    }

    @Test
    default void shouldRememberWhereEachClientWasInWhatIsSquashed() {
        StoredDocument document = ofThirtyEntries("a"); // the client of an entry is its revision modulo 7
        squash(document, slice(1, 10));
        assertThat(storage().lastSquashed(document, "client-3")).contains(new LastSequence(10, 10));
        assertThat(storage().lastSquashed(document, "client-4")).contains(new LastSequence(4, 4));
        squash(document, slice(11, 16));
        assertThat(storage().lastSquashed(document, "client-3")).contains(new LastSequence(10, 10));
        assertThat(storage().lastSquashed(document, "client-4")).contains(new LastSequence(11, 11));
        assertThat(storage().lastSquashed(document, "client-9")).isEmpty();
    }

    @Test
    default void shouldSquashOnlyWhatIsNextAndNeverTheNewestEntry() {
        StoredDocument document = ofThirtyEntries("a");
        assertThat(storage().squash(document, List.of(slice(2, 9)), snapshot(9, "s")))
                .isFalse();
        squash(document, slice(1, 9));
        assertThat(storage().squash(document, List.of(slice(1, 9)), snapshot(9, "s")))
                .isFalse();
        assertThat(storage().squash(document, List.of(slice(1, 12)), snapshot(12, "s")))
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage().squash(document, List.of(slice(10, 30)), snapshot(30, "s")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage().squash(document, List.of(slice(10, 20)), snapshot(19, "s")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage().squash(document, List.of(slice(10, 12), slice(14, 15)), snapshot(15, "s")));
        assertThatIllegalArgumentException().isThrownBy(() -> storage().squash(document, List.of(), snapshot(9, "s")));
        assertThat(storage().squashedUpTo(document)).isEqualTo(9);
        assertThat(storage().read(document, 0, 100)).isEqualTo(Entries.of(10, 30));
    }

    @Test
    default void shouldFindTheRevisionOfATimeInWhatIsSquashed() {
        StoredDocument document = ofThirtyEntries("a"); // an entry a second
        squash(document, slice(1, 4), slice(5, 10));
        assertThat(storage().revisionAt(document, 3_999)).isZero();
        assertThat(storage().revisionAt(document, 4_000)).isEqualTo(4);
        assertThat(storage().revisionAt(document, 9_999)).isEqualTo(4);
        assertThat(storage().revisionAt(document, 10_000)).isEqualTo(10);
        assertThat(storage().revisionAt(document, 10_999)).isEqualTo(10);
        assertThat(storage().revisionAt(document, 11_000)).isEqualTo(11);
        assertThat(storage().revisionAt(document, 30_000)).isEqualTo(30);
    }

    @Test
    default void shouldTakeOverTheSquashedPartOfALog() {
        StoredDocument from = ofThirtyEntries("a");
        squash(from, slice(1, 4), slice(5, 10), slice(11, 20));
        List<SealedSlice> slices = storage().slices(from, 0, 10);
        List<SquashedClient> clients = storage().squashedClients(from, "", 10);
        assertThat(clients)
                .hasSize(7)
                .contains(new SquashedClient("client-3", new LastSequence(17, 17)))
                .isEqualTo(Stream.concat(
                                storage().squashedClients(from, "", 3).stream(),
                                storage().squashedClients(from, clients.get(2).client(), 100).stream())
                        .toList());

        StoredDocument to =
                storage().adopt(new DocumentInfo(new StoredDocument(0, "b", "text"), 5, OptionalLong.empty()));
        storage().adoptSquashed(to, slices.subList(0, 2), List.of());
        assertThat(storage().head(to)).isEqualTo(10);
        storage().adoptSquashed(to, slices.subList(2, 3), clients.subList(0, 3));
        storage().adoptSquashed(to, List.of(), clients.subList(3, 7));
        reopen();
        assertThat(storage().slices(to, 0, 10)).isEqualTo(slices);
        assertThat(storage().squashedClients(to, "", 10)).isEqualTo(clients);
        assertThat(storage().lastSquashed(to, "client-3")).contains(new LastSequence(17, 17));
        assertThat(append(to, Entries.of(1, 1))).containsExactly(to);
        assertThat(append(to, Entries.of(22, 22))).containsExactly(to);
        assertThat(append(to, Entries.of(21, 30))).isEmpty();
        assertThat(storage().readHashed(to, 0, 100)).isEqualTo(storage().readHashed(from, 0, 100));
    }

    @Test
    default void shouldTakeOverOnlySlicesThatFollowOnAndNoneAfterEntries() {
        StoredDocument from = ofThirtyEntries("a");
        squash(from, slice(1, 4), slice(5, 10), slice(11, 20));
        List<SealedSlice> slices = storage().slices(from, 0, 10);
        List<SquashedClient> clients = storage().squashedClients(from, "", 10);
        StoredDocument to = storage().create("b", "text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage().adoptSquashed(to, slices.subList(1, 2), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage().adoptSquashed(to, List.of(slices.get(0), slices.get(2)), List.of()));
        assertThat(storage().squashedUpTo(to)).as("nothing of it is there").isZero();
        storage().adoptSquashed(to, slices.subList(0, 1), clients);
        assertThatThrownBy(() -> storage().adoptSquashed(to, slices.subList(1, 3), clients.subList(6, 7)))
                .isInstanceOf(StorageException.class);
        assertThat(storage().squashedUpTo(to)).as("all or nothing").isEqualTo(4);
        assertThatThrownBy(() -> storage().adoptSquashed(from, List.of(), List.of()))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("document=a");
    }

    @Test
    default void shouldEndWhereTheSquashedPartEndsIfNoEntryIsLeft() {
        StoredDocument document = ofThirtyEntries("a");
        ChainHash tenth = storage().readHashed(document, 9, 1).getFirst().hash();
        squash(document, slice(1, 4), slice(5, 10), slice(11, 20));
        storage().quarantine(document, 10, List.of(), "damaged");
        for (int i = 0; i < 2; i++) {
            assertThat(storage().head(document)).isEqualTo(10);
            assertThat(storage().heads(List.of(document))).containsEntry(document, 10L);
            assertThat(storage().revisionAt(document, 9_999)).isEqualTo(4);
            assertThat(storage().revisionAt(document, 30_000)).isEqualTo(10);
            assertThat(storage().lastSquashed(document, "client-3"))
                    .as("nothing is said to be where the log is not")
                    .contains(new LastSequence(17, 10));
            reopen();
        }
        assertThat(append(document, Entries.of(12, 12))).containsExactly(document);
        assertThat(append(document, Entries.of(11, 12))).isEmpty();
        assertThat(storage().readHashed(document, 0, 1).getFirst().hash())
                .isEqualTo(tenth.next(Entries.of(11, 11).getFirst()));
        storage().quarantine(document, 0, List.of(), "damaged");
        assertThat(storage().head(document)).isZero();
        assertThat(storage().squashedClients(document, "", 10)).isEmpty();
    }
}
