package dev.stet.cli.store;

import dev.stet.cli.Answer;
import dev.stet.server.maintenance.Transferred;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Says how much was brought from one place to another. */
final class Moved {
    private Moved() {}

    /** Prints it, for programs with two names and their values before. */
    static void print(Answer answer, Transferred moved, String from, String fromValue, String to, String toValue) {
        if (answer.isJson()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put(from, fromValue);
            result.put(to, toValue);
            result.put("documents", moved.documents());
            result.put("operations", moved.entries());
            result.put("snapshots", moved.snapshots());
            result.put("versions", moved.versions());
            answer.json(result);
            return;
        }
        answer.out()
                .printf(
                        Locale.ROOT,
                        "%,d documents, %,d operations, %,d snapshots, %,d versions: %s%n",
                        moved.documents(),
                        moved.entries(),
                        moved.snapshots(),
                        moved.versions(),
                        toValue);
        answer.out().flush();
    }
}
