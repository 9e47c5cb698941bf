package dev.stet.process;

import dev.stet.client.Backoff;
import dev.stet.client.ClientDocument;
import dev.stet.client.ClientOptions;
import dev.stet.client.ClientRuntime;
import dev.stet.client.DocumentListener;
import dev.stet.client.DocumentStatus;
import dev.stet.client.StetClient;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import dev.stet.server.protocol.ServerMessage;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody who types without pause, whatever becomes of the server, and remembers what was promised.
 *
 * <p>Threads: {@link #type} has a thread of its own; what is remembered may be read from anywhere.
 */
final class Typist implements DocumentListener<Rope, TextOperation>, Runnable {
    private static final int MOST_UNACKNOWLEDGED = 40;
    private static final int LONGEST_PAUSE_MS = Integer.getInteger("stet.typistPauseMs", 8);
    private static final Duration OPEN = Duration.ofSeconds(60);

    private final Map<Long, Long> acknowledged = new ConcurrentHashMap<>();
    private final Map<Long, Rope> shownWhenSynchronized = new ConcurrentHashMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Random random;
    private final StetClient client;
    private final ClientDocument<Rope, TextOperation> document;
    /** When the newest acknowledgement came, or the first edit after it if there was nothing to acknowledge then. */
    private final AtomicLong waitingSinceNanos = new AtomicLong(System.nanoTime());

    private final AtomicLong longestPauseNanos = new AtomicLong();
    private volatile boolean enough;

    Typist(ClientRuntime runtime, URI server, String doc, long seed) throws Exception {
        random = new Random(seed);
        ClientOptions options = ClientOptions.fresh().with(new Backoff(Duration.ofMillis(20), Duration.ofMillis(500)));
        client = StetClient.connect(runtime, server, options);
        document = client.open(doc, TextType.TEXT, this).get(OPEN.toSeconds(), TimeUnit.SECONDS);
    }

    String id() {
        return client.id();
    }

    ClientDocument<Rope, TextOperation> document() {
        return document;
    }

    /** Returns the revision of every operation that was acknowledged, by its sequence. */
    Map<Long, Long> acknowledged() {
        return acknowledged;
    }

    /** Returns what was shown when nothing was unacknowledged, by revision: the log must have exactly that there. */
    Map<Long, Rope> shownWhenSynchronized() {
        return shownWhenSynchronized;
    }

    /** Returns what must never happen and did. */
    Queue<String> faults() {
        return faults;
    }

    /** Returns the longest time in which edits waited and none was acknowledged. */
    long longestPauseMs() {
        return TimeUnit.NANOSECONDS.toMillis(longestPauseNanos.get());
    }

    void stop() {
        enough = true;
    }

    @Override
    public void run() {
        while (!enough) {
            int unacknowledged = document.status().unacknowledgedEdits();
            if (unacknowledged == 0) {
                waitingSinceNanos.set(System.nanoTime());
            }
            if (unacknowledged < MOST_UNACKNOWLEDGED) {
                document.edit(this::anything).join();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_PAUSE_MS)));
        }
    }

    private TextOperation anything(Rope shown) {
        int at = random.nextInt(shown.length() + 1);
        boolean delete = random.nextInt(3) == 0 && at < shown.length();
        return delete
                ? TextOperation.replace(at, 1, "")
                : TextOperation.replace(at, 0, Character.toString('a' + random.nextInt(26)));
    }

    @Override
    public void acknowledged(long sequence, long revision) {
        long now = System.nanoTime();
        long pause = now - waitingSinceNanos.getAndSet(now);
        longestPauseNanos.accumulateAndGet(pause, Math::max);
        Long before = acknowledged.put(sequence, revision);
        if (before != null && before != revision) {
            faults.add("acknowledged twice, sequence=" + sequence + " revisions=" + before + "," + revision);
        }
    }

    @Override
    public void returned(TextOperation operation, ServerMessage.Failure why) {
        faults.add("refused, operation=" + operation + " why=" + why);
    }

    @Override
    public void statusChanged(DocumentStatus<Rope> status) {
        if (status.phase() == DocumentStatus.Phase.SYNCHRONIZED) {
            shownWhenSynchronized.put(status.revision(), status.shown());
        }
    }
}
