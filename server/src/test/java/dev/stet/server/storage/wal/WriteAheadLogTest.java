package dev.stet.server.storage.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.server.storage.wal.FaultyLogFiles.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WriteAheadLogTest {

    private static final int SEGMENT_BYTES = 1024;

    @TempDir
    Path folder;

    private FaultyLogFiles files;

    @BeforeEach
    void openFolder() {
        files = new FaultyLogFiles(new LogFolder(folder, true));
    }

    private WriteAheadLog open(List<String> handedOver) throws IOException {
        return WriteAheadLog.open(
                files,
                "store",
                SEGMENT_BYTES,
                payloads -> payloads.forEach(payload ->
                        handedOver.add(StandardCharsets.UTF_8.decode(payload).toString())));
    }

    private WriteAheadLog open() throws IOException {
        return open(new ArrayList<>());
    }

    private static long append(WriteAheadLog log, String payload) throws IOException {
        return log.append(payload.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the log as a crash does, and opens it again. */
    private List<String> crashAndOpen() throws IOException {
        List<String> handedOver = new ArrayList<>();
        open(handedOver).close();
        return handedOver;
    }

    private List<String> segments() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve(LogFolder.NAME))) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void shouldHandOverWhatWasAppendedOnce() throws IOException {
        WriteAheadLog log = open();
        assertThat(append(log, "a")).isEqualTo(1);
        assertThat(append(log, "")).isEqualTo(2);
        assertThat(append(log, "ç".repeat(5_000))).isEqualTo(3); // longer than a segment
        assertThat(append(log, "d")).isEqualTo(4);
        assertThat(crashAndOpen()).containsExactly("a", "", "ç".repeat(5_000), "d");
        assertThat(crashAndOpen()).isEmpty();
    }

    @Test
    void shouldGoOnNumberingAfterACrash() throws IOException {
        append(open(), "a");
        WriteAheadLog log = open();
        assertThat(append(log, "b")).isEqualTo(2);
        assertThat(crashAndOpen()).containsExactly("b");
    }

    @Test
    void shouldKeepRecordsInOrderOverManySegments() throws IOException {
        WriteAheadLog log = open();
        List<String> appended =
                IntStream.range(0, 200).mapToObj(i -> "record " + i).toList();
        for (String record : appended) {
            append(log, record);
            log.prepare();
        }
        assertThat(segments()).hasSizeGreaterThan(20);
        assertThat(crashAndOpen()).isEqualTo(appended);
    }

    @Test
    void shouldHaveOneSegmentInMemoryAtATimeWhileRecordsAreHandedOver() throws IOException {
        WriteAheadLog log = open();
        for (int i = 0; i < 5; i++) {
            append(log, String.valueOf((char) ('a' + i)).repeat(400)); // one to a segment of 1,024 bytes
        }
        List<String> happened = new ArrayList<>();
        files.whenRead(number -> happened.add("read " + number));
        WriteAheadLog.open(files, "store", SEGMENT_BYTES, payloads -> {
                    happened.clear(); // all are checked before
                    payloads.forEach(payload -> happened.add(
                            StandardCharsets.UTF_8.decode(payload).toString().substring(0, 1)));
                    assertThat(happened)
                            .containsExactly("read 1", "a", "read 2", "b", "read 3", "c", "read 4", "d", "read 5", "e");
                })
                .close();
    }

    @Test
    void shouldNotReadSegmentsAgainThatAreReleased() throws IOException {
        WriteAheadLog log = open();
        append(log, "a".repeat(400));
        long second = append(log, "b".repeat(400));
        files.fail(Call.DELETE);
        assertThatThrownBy(() -> log.release(second)).isInstanceOf(IOException.class);
        files.fail();
        append(log, "c".repeat(400));
        List<String> happened = new ArrayList<>();
        files.whenRead(number -> happened.add("read " + number));
        WriteAheadLog.open(files, "store", SEGMENT_BYTES, payloads -> {
                    happened.clear();
                    payloads.forEach(payload -> happened.add("record"));
                    assertThat(happened).containsExactly("read 3", "record");
                })
                .close();
    }

    @Test
    void shouldDeleteSegmentsThatAreReleased() throws IOException {
        WriteAheadLog log = open();
        for (int i = 1; i <= 100; i++) {
            log.release(append(log, "record " + i) - 1);
            assertThat(segments()).hasSizeLessThanOrEqualTo(3);
        }
        assertThat(crashAndOpen()).endsWith("record 99", "record 100").hasSizeLessThan(30);
    }

    @Test
    void shouldNotHandOverWhatWasReleasedWhenTheLastRecordWasAppended() throws IOException {
        WriteAheadLog log = open();
        append(log, "a");
        log.release(append(log, "b"));
        append(log, "c");
        append(log, "d");
        log.release(append(log, "e")); // too late for the records that are there
        assertThat(crashAndOpen()).containsExactly("c", "d", "e");
    }

    @Test
    void shouldHaveNothingToHandOverWhenAllIsReleased() throws IOException {
        WriteAheadLog log = open();
        append(log, "a");
        log.releaseAll();
        assertThat(append(log, "b")).isEqualTo(2);
        log.releaseAll();
        log.close();
        log.close();
        assertThat(segments()).isEmpty();
        assertThat(crashAndOpen()).isEmpty();
    }

    @Test
    void shouldKeepWhatWasNotReleasedWhenItIsClosed() throws IOException {
        WriteAheadLog log = open();
        append(log, "a");
        log.close();
        assertThatThrownBy(() -> append(log, "b")).isInstanceOf(IOException.class);
        assertThat(crashAndOpen()).containsExactly("a");
    }

    @Test
    void shouldKeepAllIfItCouldNotBeHandedOver() throws IOException {
        append(open(), "a");
        assertThatThrownBy(() -> WriteAheadLog.open(files, "store", SEGMENT_BYTES, payloads -> {
                    throw new IOException("the test says so");
                }))
                .hasMessage("the test says so");
        assertThat(crashAndOpen()).containsExactly("a");
    }

    @Test
    void shouldGoOnWhenThereIsRoomAgain() throws IOException {
        WriteAheadLog log = open();
        files.fail(Call.CREATE);
        List<String> appended = new ArrayList<>();
        assertThatThrownBy(() -> {
                    while (true) {
                        append(log, "record");
                        appended.add("record");
                    }
                })
                .hasMessageContaining("No space left");
        assertThat(log.hasFailed()).isFalse();
        assertThatThrownBy(log::prepare).hasMessageContaining("No space left");
        files.fail();
        append(log, "last");
        appended.add("last");
        assertThat(crashAndOpen()).isEqualTo(appended);
    }

    @Test
    void shouldTakeNothingMoreAfterAWriteThatFailed() throws IOException {
        shouldTakeNothingMoreAfterFailing(Call.WRITE);
        assertThat(crashAndOpen()).containsExactly("a");
    }

    @Test
    void shouldTakeNothingMoreAfterAForceThatFailed() throws IOException {
        shouldTakeNothingMoreAfterFailing(Call.FORCE);
        assertThat(crashAndOpen()).startsWith("a").isSubsetOf("a", "b"); // nobody was promised the second
    }

    private void shouldTakeNothingMoreAfterFailing(Call call) throws IOException {
        WriteAheadLog log = open();
        append(log, "a");
        files.fail(call);
        assertThatThrownBy(() -> append(log, "b")).hasMessageContaining("No space left");
        files.fail();
        assertThat(log.hasFailed()).isTrue();
        assertThatThrownBy(() -> append(log, "c")).hasMessageContaining("must be opened again");
    }

    @Test
    void shouldTryAgainToDelete() throws IOException {
        WriteAheadLog log = open();
        for (int i = 0; i < 100; i++) {
            append(log, "record");
        }
        files.fail(Call.DELETE);
        assertThatThrownBy(() -> log.release(100)).isInstanceOf(IOException.class);
        files.fail();
        log.release(100);
        assertThat(segments()).hasSizeLessThanOrEqualTo(2);
    }

    /** Whoever deletes has the least priority there is, and may take its time. */
    @Test
    @Timeout(60)
    void shouldAppendOverManySegmentsWhileOneIsDeleted() throws IOException {
        CountDownLatch deleting = new CountDownLatch(1);
        CountDownLatch appended = new CountDownLatch(1);
        LogFiles slow = new ForwardingLogFiles(files) {
            @Override
            public void delete(long number) throws IOException {
                deleting.countDown();
                assertThatCode(appended::await).doesNotThrowAnyException();
                super.delete(number);
            }
        };
        WriteAheadLog log = WriteAheadLog.open(slow, "store", SEGMENT_BYTES, payloads -> {});
        for (int i = 1; i <= 50; i++) {
            append(log, "record " + i);
        }
        CompletableFuture<Void> released = CompletableFuture.runAsync(() -> {
            try {
                log.release(50);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThatCode(deleting::await).doesNotThrowAnyException();
        for (int i = 51; i <= 100; i++) {
            append(log, "record " + i);
        }
        appended.countDown();
        released.join();
        log.release(100);
        assertThat(segments()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void shouldServeACallerThatIsInterrupted() throws IOException {
        Thread.currentThread().interrupt();
        WriteAheadLog log = open();
        for (int i = 0; i < 100; i++) {
            log.release(append(log, "record"));
        }
        assertThat(crashAndOpen()).isNotEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldForgetASegmentThatWasNotFinished() throws IOException {
        append(open(), "a");
        Files.write(folder.resolve(LogFolder.NAME).resolve("unfinished"), new byte[10]);
        assertThat(crashAndOpen()).containsExactly("a");
        assertThat(segments()).isEmpty();
    }

    @Test
    void shouldRefuseTheLogOfAnotherStore() throws IOException {
        append(open(), "a");
        assertThatThrownBy(() -> WriteAheadLog.open(files, "other", SEGMENT_BYTES, payloads -> {}))
                .isInstanceOf(DamagedLogException.class)
                .hasMessage("The write-ahead log belongs to another store, segment=1, store=store, expected=other");
    }
}
