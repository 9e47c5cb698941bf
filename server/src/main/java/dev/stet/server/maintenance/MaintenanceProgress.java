package dev.stet.server.maintenance;

/** Hears how far a long work on a store is. */
@FunctionalInterface
public interface MaintenanceProgress {

    /** Hears nothing. */
    MaintenanceProgress NONE = (documents, entries) -> {};

    /**
     * Called now and then, by any of the threads that work, one at a time.
     *
     * @param documents how many documents are done
     * @param entries how many entries of logs are done, in all documents
     */
    void at(long documents, long entries);
}
