package dev.stet.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WorkDisplayTest {
    private final AtomicLong nowNs = new AtomicLong(Long.MAX_VALUE - 1_000); // nanoseconds may begin anywhere
    private final StringWriter shown = new StringWriter();

    private WorkDisplay display(boolean terminal) {
        return new WorkDisplay(new PrintWriter(shown), terminal, nowNs::get);
    }

    private void passes(long ms) {
        nowNs.addAndGet(Duration.ofMillis(ms).toNanos());
    }

    @Test
    void aTerminalShowsHowFarTheWorkIsTenTimesASecondAndNothingIsLeftOfIt() {
        try (WorkDisplay display = display(true)) {
            passes(99);
            display.at(1, 1_000);
            assertThat(shown.toString()).isEmpty();
            passes(1);
            display.at(2, 3_000);
            passes(99);
            display.at(3, 4_000);
            assertThat(shown.toString()).isEqualTo("\r  2 documents  3,000 operations  30,000/s\u001b[K");
            passes(101);
            display.at(4, 8_000);
        }
        assertThat(shown.toString()).endsWith("\r  4 documents  8,000 operations  26,667/s\u001b[K\r\u001b[K");
    }

    @Test
    void whereNobodySeesItNothingIsShown() {
        try (WorkDisplay display = display(false)) {
            passes(1_000);
            display.at(1, 1_000);
        }
        assertThat(shown.toString()).isEmpty();
    }
}
