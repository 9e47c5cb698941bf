package dev.stet.cli.load.host;

import dev.stet.server.storage.StoreLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a server of the load's own keeps its documents: in a store that was asked for, or in a temporary folder that is
 * removed afterwards. Immutable.
 *
 * @param made the folder to be removed, if there is one
 */
public record OwnStore(StoreLocation location, Optional<Path> made) implements AutoCloseable {

    /** Returns a store that stays, or a temporary one. */
    public static OwnStore of(Optional<StoreLocation> wanted) {
        if (wanted.isPresent()) {
            return new OwnStore(wanted.get(), Optional.empty());
        }
        try {
            Path folder = Files.createTempDirectory("stet-load-");
            return new OwnStore(new StoreLocation.Folder(folder.resolve("data")), Optional.of(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("there is no temporary folder to be had", e);
        }
    }

    @Override
    public void close() {
        made.ifPresent(OwnStore::remove);
    }

    private static void remove(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary folder could not be removed, folder=" + folder, e);
        }
    }
}
