package dev.stet.cli.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process has used up to a moment. Immutable.
 *
 * @param cpu processor time, of the process and of the kernel for it
 * @param memory bytes in memory; negative if this system does not tell
 * @param mostMemory the most there ever were; negative if this system does not tell
 */
public record Usage(Duration cpu, long memory, long mostMemory) {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern MOST = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final int KILO = 1024;

    /** Returns what a process on this machine has used; nothing if that cannot be known. */
    public static Optional<Usage> of(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(cpu -> {
                    String status = status(pid);
                    return new Usage(cpu, bytes(RESIDENT, status), bytes(MOST, status));
                });
    }

    private static String status(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/status"));
        } catch (IOException e) {
            return ""; // not Linux, or the process has just ended
        }
    }

    private static long bytes(Pattern line, String status) {
        Matcher matcher = line.matcher(status);
        return matcher.find() ? Long.parseLong(matcher.group(1)) * KILO : -1;
    }
}
