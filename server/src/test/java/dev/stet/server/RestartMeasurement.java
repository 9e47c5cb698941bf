package dev.stet.server;

import dev.stet.server.maintenance.VerifyMeasurement;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long a server takes from its start to the first document, not part of the tests: after it was killed with 10,000
 * documents, and with a document of 1,000,000 operations. The stores are made once in the folder given. {@code main FOLDER}
 */
final class RestartMeasurement {
    private static final int ROUNDS = 4;
    private static final int DOCUMENTS = 10_000;
    private static final int ENTRIES = 1_000_000;

    private RestartMeasurement() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Path killed = folder.resolve("killed");
        if (Files.notExists(killed)) {
            makeKilled(folder.resolve("many"), killed);
        }
        for (int round = 0; round < ROUNDS; round++) {
            Path copy = folder.resolve("round-" + System.nanoTime());
            copy(killed, copy);
            serve("killed, documents=" + DOCUMENTS, copy);
        }
        Path longLog = folder.resolve("long");
        if (Files.notExists(longLog)) {
            try (H2Storage storage = H2Storage.open(longLog, Durability.RELAXED)) {
                VerifyMeasurement.type(storage, storage.create("doc-0", "text"), ENTRIES);
            }
            serve("without a snapshot, entries=" + ENTRIES, longLog);
        }
        for (int round = 0; round < ROUNDS; round++) {
            serve("with a snapshot, entries=" + ENTRIES, longLog);
        }
    }

    private static void makeKilled(Path folder, Path killed) throws IOException {
        try (H2Storage storage = H2Storage.open(folder, Durability.FORCED)) {
            for (int i = 0; i < DOCUMENTS; i++) {
                VerifyMeasurement.type(storage, storage.create("doc-" + i, "text"), 1);
            }
            copy(folder, killed);
        }
    }

    private static void serve(String what, Path folder) throws Exception {
        long startNs = System.nanoTime();
        try (ServerProcess server = ServerProcess.start(folder);
                HttpClient client = HttpClient.newHttpClient()) {
            double started = millisSince(startNs);
            get(client, server.address().resolve("/readyz"));
            double ready = millisSince(startNs);
            long askedNs = System.nanoTime();
            String content = get(client, server.address().resolve("/api/v1/documents/doc-0"));
            System.out.printf(
                    "%s: started ms=%.0f ready ms=%.0f first document ms=%.0f, of which the document ms=%.1f characters=%d%n",
                    what, started, ready, millisSince(startNs), millisSince(askedNs), content.length());
        }
    }

    private static double millisSince(long startNs) {
        return (System.nanoTime() - startNs) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    private static String get(HttpClient client, URI address) throws Exception {
        HttpResponse<String> response =
                client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("the server does not serve, status=" + response.statusCode());
        }
        return response.body();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
