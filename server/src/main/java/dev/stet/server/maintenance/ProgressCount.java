package dev.stet.server.maintenance;

/** Adds up what several threads have done, and tells it. Thread-safe. */
final class ProgressCount {
    private final MaintenanceProgress progress;
    private long documents; // guarded by this
    private long entries; // guarded by this

    ProgressCount(MaintenanceProgress progress) {
        this.progress = progress;
    }

    synchronized void entries(long more) {
        entries += more;
        progress.at(documents, entries);
    }

    synchronized void document() {
        documents++;
        progress.at(documents, entries);
    }

    synchronized long documents() {
        return documents;
    }

    synchronized long entries() {
        return entries;
    }
}
