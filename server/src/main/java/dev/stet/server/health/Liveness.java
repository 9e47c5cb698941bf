package dev.stet.server.health;

import dev.stet.server.health.Health.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches whether every part makes progress. Thread-safe. */
public final class Liveness {
    private static final Logger LOG = LoggerFactory.getLogger(Liveness.class);

    private final Map<String, Part> parts;

    /** @param parts by what they are called in the report */
    public Liveness(Map<String, Part> parts) {
        this.parts = new LinkedHashMap<>(parts);
    }

    /** Returns what is the matter with each part. */
    public Report look() {
        Map<String, String> report = new LinkedHashMap<>();
        parts.forEach((name, part) -> {
            String problem = part.problem().orElse(Report.GOOD);
            if (!problem.equals(Report.GOOD)) {
                LOG.error("a part of the server is stuck, part={} problem={}", name, problem);
            }
            report.put(name, problem);
        });
        return new Report(report);
    }
}
