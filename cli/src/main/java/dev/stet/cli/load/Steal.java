package dev.stet.cli.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Processor time that this machine, being a virtual one, would have used and that its host gave to other guests: {@code steal} of
 * {@code /proc/stat} (proc_stat(5)), over all processors.
 */
final class Steal {
    private static final Path STAT = Path.of("/proc/stat");

    /** user, nice, system, idle, iowait, irq and softirq come before it. */
    private static final Pattern TOTAL = Pattern.compile("^cpu +(?:\\d+ +){7}(\\d+)", Pattern.MULTILINE);

    /** What the kernel counts in there: hundredths of a second, whatever its own clock. */
    private static final Duration TICK = Duration.ofMillis(10);

    private Steal() {}

    /** Returns how much it was since the machine started; nothing if the system does not tell. */
    static Optional<Duration> now() {
        try {
            return in(Files.readString(STAT));
        } catch (IOException e) {
            return Optional.empty(); // not Linux
        }
    }

    /** Returns how much it is in what {@code /proc/stat} says. */
    static Optional<Duration> in(String stat) {
        Matcher total = TOTAL.matcher(stat);
        return total.find() ? Optional.of(TICK.multipliedBy(Long.parseLong(total.group(1)))) : Optional.empty();
    }
}
