package dev.stet.cli.load;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What came of one load. Immutable.
 *
 * @param name what the load is called
 * @param seconds how long it was measured
 * @param perSecond operations acknowledged in a second, over the measured time
 * @param acks from the time an operation was due to its acknowledgement
 * @param remotes from the time an operation was due until another client shows it, over all such clients
 * @param opens connecting and opening a document, before the writing
 * @param joins the same, of visitors while others write
 * @param serverCpuSeconds processor time of the server in the measured time, if it is known
 * @param ownCpuSeconds processor time of this program in that time
 * @param stolenCpuSeconds processor time that the host of this virtual machine gave to others in that time, if it is known
 * @param memory what the server held before, with all documents open, and at the most, in bytes; empty if not known
 * @param interrupted whether it was ended early
 */
public record LoadResult(
        String name,
        Workload workload,
        double seconds,
        double perSecond,
        Latencies acks,
        Latencies remotes,
        Latencies opens,
        Latencies joins,
        OptionalDouble serverCpuSeconds,
        double ownCpuSeconds,
        OptionalDouble stolenCpuSeconds,
        List<Long> memory,
        List<Sample> samples,
        Trouble trouble,
        Verdict verdict,
        boolean interrupted) {
    public LoadResult {
        memory = List.copyOf(memory);
        samples = List.copyOf(samples);
    }
}
