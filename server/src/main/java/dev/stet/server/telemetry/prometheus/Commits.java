package dev.stet.server.telemetry.prometheus;

import dev.stet.server.telemetry.CommitMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Counts what the journal does. Thread-safe. */
final class Commits implements CommitMeters {
    private final Timer commit;
    private final DistributionSummary operations;
    private final DistributionSummary documents;
    private final DistributionSummary bytes;
    private final Counter conflicts;
    private final Counter failures;

    Commits(MeterRegistry registry) {
        this.commit = Timer.builder("stet.journal.commit")
                .description("From handing a batch to the store to its being committed and forced, or refused")
                .serviceLevelObjectives(Buckets.times())
                .register(registry);
        this.operations = DistributionSummary.builder("stet.journal.batch.operations")
                .description("Operations in a batch")
                .serviceLevelObjectives(Buckets.counts())
                .register(registry);
        this.documents = DistributionSummary.builder("stet.journal.batch.documents")
                .description("Documents in a batch")
                .serviceLevelObjectives(Buckets.counts())
                .register(registry);
        this.bytes = DistributionSummary.builder("stet.journal.batch")
                .baseUnit("bytes")
                .description("Bytes of encoded operations in a batch")
                .serviceLevelObjectives(Buckets.bytes())
                .register(registry);
        this.conflicts = Counter.builder("stet.journal.conflicts")
                .description("Documents in batches of which nothing was stored, since another server wrote first")
                .register(registry);
        this.failures = Counter.builder("stet.journal.failures")
                .description("Batches that could not be committed")
                .register(registry);
    }

    @Override
    public void committed(int documentCount, long operationCount, long byteCount, int conflictCount, long tookNanos) {
        commit.record(tookNanos, TimeUnit.NANOSECONDS);
        operations.record((double) operationCount);
        documents.record(documentCount);
        bytes.record((double) byteCount);
        if (conflictCount > 0) {
            conflicts.increment(conflictCount);
        }
    }

    @Override
    public void failed(long tookNanos) {
        commit.record(tookNanos, TimeUnit.NANOSECONDS);
        failures.increment();
    }
}
