package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.server.storage.RehearsalStorage.Prop;
import dev.stet.server.storage.Storage.Append;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store to rehearse with has what it pretends to have, hides what is real, and changes nothing. */
class RehearsalStorageTest {
    private final Prop pretended = new Prop(-1, "prop", "text", "\"abc\"");

    @TempDir
    Path folder;

    Storage real;
    Storage rehearsal;
    StoredDocument minutes;

    @BeforeEach
    void open() {
        real = H2Storage.open(folder, Durability.FORCED);
        minutes = real.create("minutes", "text");
        rehearsal = new RehearsalStorage(real, List.of(pretended));
    }

    @AfterEach
    void close() {
        real.close();
    }

    private StoredDocument prop() {
        return rehearsal.find("prop").orElseThrow();
    }

    @Test
    void thePropIsThereAndWhatIsRealIsNot() {
        assertThat(prop()).isEqualTo(new StoredDocument(-1, "prop", "text"));
        assertThat(rehearsal.info("prop").orElseThrow().isDeleted()).isFalse();
        assertThat(rehearsal.find("minutes")).isEmpty();
        assertThat(rehearsal.list("", 10)).isEmpty();
        assertThat(real.find("prop")).isEmpty();
    }

    @Test
    void itIsNotTheSameStoreNorSharedWithAnybody() {
        assertThat(rehearsal.id()).isNotEqualTo(real.id());
        assertThat(rehearsal.isShared()).isFalse();
    }

    @Test
    void aPropIsAlwaysAsItWasHoweverMuchIsAppended() {
        StoredDocument prop = prop();
        StoredSnapshot first = new StoredSnapshot(0, Bytes.utf8("\"abc\""));
        assertThat(rehearsal.snapshot(prop, Long.MAX_VALUE)).contains(first);

        List<Append> batch = List.of(new Append(prop, Entries.of(1, 1)));
        assertThat(rehearsal.append(batch)).isEmpty();
        assertThat(rehearsal.appendAtOnce(batch)).isTrue();
        rehearsal.writeSnapshot(prop, new StoredSnapshot(1, Bytes.utf8("\"abcd\"")));
        rehearsal.dropSnapshots(prop, List.of(0L));

        assertThat(rehearsal.head(prop)).isZero();
        assertThat(rehearsal.readHashed(prop, 0, 10)).isEmpty();
        assertThat(rehearsal.snapshot(prop, Long.MAX_VALUE)).contains(first);
        assertThat(real.snapshots(prop)).isEmpty();
        assertThat(real.head(prop)).isZero();
    }

    @Test
    void whatElseWritesIsRefused() {
        List<ThrowingCallable> writes = List.of(
                () -> rehearsal.create("new", "text"),
                () -> rehearsal.createIfAbsent("new", "text"),
                () -> rehearsal.adopt(real.info("minutes").orElseThrow()),
                () -> rehearsal.abandon(minutes),
                () -> rehearsal.setDeleted(minutes, OptionalLong.of(1)),
                () -> rehearsal.addVersion(minutes, new NamedVersion("first", 0, 1, "ada")),
                () -> rehearsal.removeVersion(minutes, "first"),
                () -> rehearsal.quarantine(minutes, 0, List.of(), "no reason"),
                () -> rehearsal.squash(minutes, List.of(), new StoredSnapshot(0, Bytes.utf8("\"\""))),
                () -> rehearsal.adoptSquashed(minutes, List.of(), List.of()));
        for (ThrowingCallable write : writes) {
            assertThatThrownBy(write).isInstanceOf(StorageException.class).hasMessageContaining("rehearsal");
        }
        assertThat(real.list("", 10)).singleElement().matches(info -> !info.isDeleted());
    }

    @Test
    void closingItLeavesTheRealOneOpen() {
        rehearsal.close();
        assertThat(real.find("minutes")).contains(minutes);
    }
}
