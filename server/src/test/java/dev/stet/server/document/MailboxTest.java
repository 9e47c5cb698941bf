package dev.stet.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks run one after another, in the order they came, and none is lost. */
class MailboxTest {
    private final Queue<Runnable> executed = new ArrayDeque<>();
    private final Mailbox mailbox = new Mailbox(executed::add);
    private final List<String> done = new ArrayList<>();

    @Test
    void anIdleMailboxRunsATaskAtOnceAndABusyOneAfterwards() {
        mailbox.run(() -> {
            mailbox.run(() -> done.add("second"));
            mailbox.post(() -> done.add("third"));
            done.add("first");
        });
        mailbox.run(() -> done.add("fourth"));
        assertThat(done).containsExactly("first", "second", "third", "fourth");
        assertThat(executed).isEmpty();
    }

    @Test
    void aPostedTaskIsLeftToTheExecutor() {
        mailbox.post(() -> done.add("posted"));
        mailbox.run(() -> done.add("behind it"));
        assertThat(done).isEmpty();
        executed.remove().run();
        assertThat(done).containsExactly("posted", "behind it");
    }

    @Test
    void withNobodyToHandOverToAPostedTaskRunsAtOnce() {
        Mailbox alone = new Mailbox(executed::add, false);
        alone.run(() -> {
            alone.post(() -> done.add("second"));
            done.add("first");
        });
        alone.post(() -> done.add("third"));
        assertThat(done).containsExactly("first", "second", "third");
        assertThat(executed).isEmpty();
    }

    @Test
    void withNobodyToHandOverToNoCallerIsKeptForEverEither() {
        Mailbox alone = new Mailbox(executed::add, false);
        alone.post(() -> IntStream.range(0, 1000).forEach(i -> alone.post(() -> done.add("task " + i))));
        assertThat(done).hasSizeLessThan(1000);
        while (!executed.isEmpty()) {
            executed.remove().run();
        }
        assertThat(done).hasSize(1000).endsWith("task 999");
    }

    @Test
    void aTaskThatFailsDoesNotStopTheOthers() {
        mailbox.run(() -> {
            mailbox.run(() -> {
                throw new IllegalStateException("broken by the test");
            });
            mailbox.run(() -> {
                throw new StackOverflowError("broken by the test");
            });
            mailbox.run(() -> done.add("behind them"));
        });
        mailbox.run(() -> done.add("later"));
        assertThat(done).containsExactly("behind them", "later");
    }

    @Test
    void whoeverAskedIsToldOfATaskThatFails() {
        Mailbox told = new Mailbox(executed::add, failure -> done.add(String.valueOf(failure.getMessage())));
        told.run(() -> {
            told.run(() -> {
                throw new IllegalStateException("the second");
            });
            told.run(() -> done.add("behind it"));
            throw new IllegalStateException("the first");
        });
        assertThat(done).containsExactly("the first", "the second", "behind it");
    }

    @Test
    void thatWhoeverIsToldFailsTooDoesNotStopTheOthers() {
        Mailbox told = new Mailbox(executed::add, failure -> {
            throw new IllegalStateException("broken by the test");
        });
        told.run(() -> {
            told.run(() -> done.add("behind it"));
            throw new IllegalStateException("broken by the test");
        });
        told.run(() -> done.add("later"));
        assertThat(done).containsExactly("behind it", "later");
    }

    @Test
    void noCallerIsKeptForEver() {
        mailbox.run(() -> IntStream.range(0, 1000).forEach(i -> mailbox.run(() -> done.add("task " + i))));
        assertThat(done).hasSizeLessThan(1000);
        while (!executed.isEmpty()) {
            executed.remove().run();
        }
        assertThat(done).hasSize(1000).endsWith("task 999");
    }

    @Test
    void tasksOfManyThreadsDoNotOverlap() throws Exception {
        int each = 5_000;
        long[] count = new long[1];
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Mailbox shared = new Mailbox(threads);
            CountDownLatch all = new CountDownLatch(4 * each);
            for (int thread = 0; thread < 4; thread++) {
                boolean posting = thread % 2 == 0;
                threads.execute(() -> {
                    for (int i = 0; i < each; i++) {
                        Runnable task = () -> {
                            count[0]++;
                            all.countDown();
                        };
                        if (posting) {
                            shared.post(task);
                        } else {
                            shared.run(task);
                        }
                    }
                });
            }
            all.await();
        }
        assertThat(count[0]).isEqualTo(4L * each);
    }
}
