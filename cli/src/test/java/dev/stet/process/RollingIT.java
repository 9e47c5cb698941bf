package dev.stet.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.client.ClientRuntime;
import dev.stet.server.storage.StoreLocation;
import dev.stet.server.storage.TestPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers over one PostgreSQL are stopped and started again in turn, as a new version would be, while people type:
 * nothing is lost, nothing is there twice, and everybody is served by the other one meanwhile. {@code -Dstet.typists} is how many
 * type, {@code -Dstet.typistPauseMs} how long each of them rests between two edits at most, {@code -Dstet.rounds} how often both
 * servers are replaced.
 */
class RollingIT {
    private static final int TYPISTS = Integer.getInteger("stet.typists", 20);
    private static final int ROUNDS = Integer.getInteger("stet.rounds", 1);

    @TempDir
    Path folder;

    @Test
    void nobodyLosesAnythingWhileServersAreReplaced() throws Exception {
        long seed = Long.getLong("stet.seed", System.nanoTime());
        try {
            run(TestPostgres.shared().newDatabase(), new Random(seed));
        } catch (Throwable e) {
            System.err.println("Again with: mvn -B verify -pl cli -am -Dit.test=RollingIT -Dsurefire.skip=true"
                    + " -Dstet.seed=" + seed);
            throw e;
        }
    }

    private void run(StoreLocation store, Random random) throws Exception {
        List<ServerProcess> servers = new ArrayList<>();
        try (ClientRuntime runtime = new ClientRuntime();
                Balancer balancer = new Balancer()) {
            for (int i = 0; i < 2; i++) {
                servers.add(ServerProcess.start(folder, store, Map.of(), 0));
                balancer.add(servers.get(i).port());
            }
            List<Typist> typists = new ArrayList<>();
            for (int i = 0; i < TYPISTS; i++) {
                typists.add(new Typist(runtime, balancer.address(), "rolling", random.nextLong()));
            }
            List<Thread> threads =
                    typists.stream().map(Thread::startVirtualThread).toList();
            for (int replaced = 0; replaced < ROUNDS * servers.size(); replaced++) {
                int i = replaced % servers.size();
                Promises.awaitMoreAcks(typists);
                int port = servers.get(i).port();
                assertThat(servers.get(i).terminate()).isZero();
                Promises.awaitMoreAcks(typists);
                servers.set(i, ServerProcess.start(folder, store, Map.of(), port));
            }
            Promises.awaitMoreAcks(typists);
            typists.forEach(Typist::stop);
            for (Thread thread : threads) {
                thread.join();
            }
            Promises.awaitOneRevision(typists);
            for (ServerProcess server : servers) {
                assertThat(server.terminate()).isZero();
            }
            Promises.check(
                    store,
                    "rolling",
                    typists,
                    "replaced " + ROUNDS * servers.size() + " servers, longest pauses ms=" + pauses(typists));
        } finally {
            servers.forEach(ServerProcess::close);
        }
    }

    private static List<Long> pauses(List<Typist> typists) {
        return typists.stream().map(Typist::longestPauseMs).sorted().toList();
    }
}
