package dev.stet.ot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks start: each is run once, with the least to do, and how long it takes is not looked at. */
class BenchmarksTest {

    @Test
    void shouldRunOnce() throws RunnerException {
        Options once = new OptionsBuilder()
                .mode(Mode.SingleShotTime)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .param("type", "text")
                .param("length", "10000")
                .param("entries", "100")
                .param("buffered", "100")
                .param("anywhere", "true")
                .param("trace", "friendsforever_flat")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        assertThat(new Runner(once).run()).isNotEmpty();
    }
}
