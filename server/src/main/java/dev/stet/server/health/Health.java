package dev.stet.server.health;

import java.util.Map;

/** Whether the server works. Thread-safe; asked by anybody, as often as they like. */
public interface Health {

    /** Finds out whether every part makes progress. If not, only a restart may help. Does not wait. */
    Report alive();

    /** Finds out whether documents can be opened and written now. Waits for a second at most. */
    Report ready();

    /**
     * What was found out. Immutable.
     *
     * @param parts what is the matter with each part; {@value #GOOD} if nothing is
     */
    record Report(Map<String, String> parts) {
        /** Nothing is the matter. */
        public static final String GOOD = "ok";

        /** Returns whether nothing is the matter with any part. */
        public boolean isGood() {
            return parts.values().stream().allMatch(GOOD::equals);
        }
    }
}
