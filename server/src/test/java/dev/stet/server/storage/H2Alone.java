package dev.stet.server.storage;

import java.nio.file.Path;
import java.time.InstantSource;

/** The database of {@link H2Storage} without its write-ahead log, to compare with. */
public final class H2Alone {

    private H2Alone() {}

    /** Opens it in a folder that has no log, and forces every append. */
    public static Storage open(Path folder) {
        return new H2Tables(H2File.in(folder, Durability.FORCED), InstantSource.system());
    }
}
