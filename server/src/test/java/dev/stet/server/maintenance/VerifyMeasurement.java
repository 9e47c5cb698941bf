package dev.stet.server.maintenance;

import com.sun.management.OperatingSystemMXBean;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.document.StoredJson;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.Storage.Append;
import dev.stet.server.storage.StoredDocument;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * How fast a store is verified, not part of the tests: a store of single keystrokes, made once in the folder given, then
 * verified several times. {@code main FOLDER DOCUMENTS ENTRIES-OF-EACH}
 */
public final class VerifyMeasurement {
    private static final int ROUNDS = 4;
    private static final int PAGE = 5_000;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private VerifyMeasurement() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        boolean isNew = !Files.exists(folder);
        try (Storage storage = Places.open(folder)) {
            for (int i = 0; isNew && i < Integer.parseInt(args[1]); i++) {
                type(storage, storage.create("doc-" + i, "text"), Integer.parseInt(args[2]));
            }
            for (int round = 0; round < ROUNDS; round++) {
                long startNs = System.nanoTime();
                long startCpuNs = PROCESS.getProcessCpuTime();
                VerifyReport report = new LogVerifier(
                                storage,
                                DocumentTypes.all(),
                                Runtime.getRuntime().availableProcessors())
                        .verify(MaintenanceProgress.NONE);
                double seconds = (double) (System.nanoTime() - startNs) / TimeUnit.SECONDS.toNanos(1);
                double cpuSeconds = (double) (PROCESS.getProcessCpuTime() - startCpuNs) / TimeUnit.SECONDS.toNanos(1);
                System.out.printf(
                        "documents=%d entries=%d damaged=%d seconds=%.2f entries/s=%.0f processor µs an entry=%.2f%n",
                        report.documents(),
                        report.entries(),
                        report.damaged().size(),
                        seconds,
                        report.entries() / seconds,
                        cpuSeconds * TimeUnit.SECONDS.toMicros(1) / report.entries());
            }
        }
    }

    /** Types as people do: mostly at a cursor that moves on, sometimes somewhere else, sometimes backwards. */
    public static void type(Storage storage, StoredDocument document, int entries) {
        Random random = new Random(document.id().hashCode());
        List<LogEntry> page = new ArrayList<>();
        int length = 0;
        int cursor = 0;
        for (int revision = 1; revision <= entries; revision++) {
            if (random.nextInt(50) == 0) {
                cursor = random.nextInt(length + 1);
            }
            TextOperation operation;
            if (cursor > 0 && random.nextInt(5) == 0) {
                cursor--;
                operation = TextOperation.builder().retain(cursor).delete(1).build();
                length--;
            } else {
                operation = TextOperation.builder()
                        .retain(cursor)
                        .insert(String.valueOf((char) ('a' + random.nextInt(26))))
                        .build();
                cursor++;
                length++;
            }
            Bytes stored = Bytes.wrap(StoredJson.write(TextType.TEXT.encode(operation)));
            page.add(new LogEntry(
                    revision, "client-of-a-browser-" + revision % 3, revision, "guest", revision * 100L, stored));
            if (page.size() == PAGE || revision == entries) {
                storage.append(List.of(new Append(document, page)));
                page.clear();
            }
        }
    }
}
