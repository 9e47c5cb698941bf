package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StorageTest {
    @Test
    void shouldKeep(@TempDir Path folder) {
        try (Storage s = H2Storage.open(folder, Durability.FORCED)) {
            StoredDocument d = s.create("ä", "text");
            assertThat(s.append(
                            List.of(new Storage.Append(d, List.of(new LogEntry(1, "c", 1, "a", 5, Bytes.utf8("[]")))))))
                    .isEmpty();
        }
        try (Storage s = H2Storage.open(folder, Durability.FORCED)) {
            StoredDocument d = s.find("ä").orElseThrow();
            assertThat(s.read(d, 0, 10)).hasSize(1);
            assertThat(s.head(d)).isEqualTo(1);
            s.writeSnapshot(d, new StoredSnapshot(1, Bytes.utf8("x")));
            s.writeSnapshot(d, new StoredSnapshot(1, Bytes.utf8("y")));
            assertThat(s.snapshot(d, 7)).isPresent();
            s.check();
        }
    }
}
