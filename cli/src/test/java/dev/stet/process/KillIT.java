package dev.stet.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.client.ClientRuntime;
import dev.stet.server.storage.StoreLocation;
import dev.stet.server.storage.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the server acknowledged stands, and stands once, also if its process is killed while people type: again and again
 * at random moments, started again on the same data, with clients that come back by themselves.
 */
class KillIT {
    private static final int TYPISTS = 4;
    private static final int LONGEST_LIFE_MS = 700;
    private static final int PAGE = 1_000;
    private static final Duration RECOVERY = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedIsInTheLogOnceInAFile() throws Exception {
        run(new StoreLocation.Folder(folder.resolve("data")));
    }

    @Test
    void whatWasAcknowledgedIsInTheLogOnceInPostgres() throws Exception {
        run(TestPostgres.shared().newDatabase());
    }

    private void run(StoreLocation store) throws Exception {
        int kills = Integer.getInteger("stet.kills", 20);
        long seed = Long.getLong("stet.seed", System.nanoTime());
        try {
            run(store, kills, seed);
        } catch (Throwable e) {
            System.err.println("Again with: mvn -B verify -pl cli -am -Dit.test=KillIT -Dsurefire.skip=true"
                    + " -Dstet.kills=" + kills + " -Dstet.seed=" + seed);
            throw e;
        }
    }

    /** Starts a server on one processor or two, on which it divides its work between threads in other ways. */
    private ServerProcess start(StoreLocation store, Random random, int port) throws IOException {
        String processors = "-XX:ActiveProcessorCount=" + (1 + random.nextInt(2));
        return ServerProcess.start(folder, store, Map.of("JDK_JAVA_OPTIONS", processors), port);
    }

    private void run(StoreLocation store, int kills, long seed) throws Exception {
        Random random = new Random(seed);
        List<Typist> typists = new ArrayList<>();
        ServerProcess server = start(store, random, 0);
        try (ClientRuntime runtime = new ClientRuntime()) {
            for (int i = 0; i < TYPISTS; i++) {
                typists.add(new Typist(runtime, server.address(), "kill", random.nextLong()));
            }
            List<Thread> threads =
                    typists.stream().map(Thread::startVirtualThread).toList();
            for (int kill = 0; kill < kills; kill++) {
                Promises.awaitMoreAcks(typists);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_LIFE_MS)));
                server.kill();
                server = start(store, random, server.port());
            }
            Promises.awaitMoreAcks(typists);
            typists.forEach(Typist::stop);
            for (Thread thread : threads) {
                thread.join();
            }
            Promises.awaitOneRevision(typists);
            assertThat(server.terminate()).isZero();
            Promises.check(store, "kill", typists, "killed " + kills + " times");
        } finally {
            server.close();
        }
    }
}
