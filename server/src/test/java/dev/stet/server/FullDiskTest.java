package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server, a process of its own on H2, whose files cannot grow any more. */
class FullDiskTest {
    /** A segment of the write-ahead log has room, and the database has not for long. */
    private static final long ROOM = 8L << 20;

    private static final int PASTE = 200_000;
    private static final int MOST_PASTES = 200;

    @TempDir
    Path folder;

    @Test
    void writersAreToldNothingMoreIsAcknowledgedAndWhatWasIsThereWhenThereIsRoomAgain() throws Exception {
        Path data = folder.resolve("data");
        long acknowledged;
        try (ServerProcess server = ServerProcess.startWithFilesUpTo(ROOM, data);
                RawClient ada = RawClient.connect(server.address(), "ada-0001")) {
            ada.open("minutes");
            acknowledged = pasteUntilRefused(ada);
            assertThat(status(server.address().resolve("/readyz"))).isEqualTo(503);
            ada.submit("minutes", acknowledged, acknowledged + 1, paste(acknowledged + 1));
            assertThat(ada.next())
                    .containsEntry("type", "error")
                    .containsEntry("code", "storage_unavailable")
                    .containsEntry("retryable", true);
            server.kill();
        }
        try (ServerProcess server = ServerProcess.start(data);
                RawClient ada = RawClient.connect(server.address(), "ada-0001")) {
            Map<String, Object> opened = ada.open("minutes");
            long revision = ((Number) opened.get("revision")).longValue();
            // one that was refused may have been stored all the same: it was acknowledged to nobody
            assertThat(revision).isBetween(acknowledged, acknowledged + 1);
            assertThat(opened.get("snapshot").toString()).hasSize(Math.toIntExact(revision * PASTE));
            ada.submit("minutes", revision, revision + 1, "[\"and on\"]");
            assertThat(ada.expect("op:ack").get("revision")).isEqualTo(Math.toIntExact(revision + 1));
        }
    }

    /** Pastes until the server takes nothing more. Returns the last revision that it acknowledged. */
    private static long pasteUntilRefused(RawClient client) throws Exception {
        for (long revision = 0; revision < MOST_PASTES; revision++) {
            client.submit("minutes", revision, revision + 1, paste(revision + 1));
            Map<String, Object> answer = client.next();
            if (answer.get("type").equals("error")) {
                assertThat(answer).containsEntry("code", "storage_unavailable").containsEntry("retryable", true);
                return revision;
            }
            assertThat(answer).containsEntry("type", "op:ack");
        }
        throw new AssertionError("the disk was never full, pastes=" + MOST_PASTES);
    }

    private static String paste(long number) {
        return "[\"" + Long.toString(number % 10).repeat(PASTE) + "\"]";
    }

    private static int status(URI address) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
