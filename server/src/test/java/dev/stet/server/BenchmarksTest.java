package dev.stet.server;

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
                .include("^dev\\.stet\\.server\\.") // and not the engine's, which may be on the class path too
                .mode(Mode.SingleShotTime)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .param("codec", "json")
                .param("length", "10000")
                .param("durability", "RELAXED")
                .param("documents", "1")
                .param("readers", "1")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        assertThat(new Runner(once).run()).isNotEmpty();
    }
}
