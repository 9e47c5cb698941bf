package dev.stet.server;

import dev.stet.server.auth.AccessControl;
import dev.stet.server.auth.Administrators;
import dev.stet.server.auth.AuthenticationException;
import dev.stet.server.auth.Authenticator;
import dev.stet.server.auth.Identity;
import dev.stet.server.auth.Token;
import dev.stet.server.auth.User;
import dev.stet.server.limits.TrafficLimits;
import dev.stet.server.storage.RehearsalStorage;
import dev.stet.server.storage.RehearsalStorage.Prop;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.transport.entrance.Entrance;
import dev.stet.server.transport.entrance.Origins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people will ask of a server that was just started, played through before they ask: Java interprets what it meets for the
 * first time, so that the first to come in would wait several times as long as those after them, and the very first a third of a
 * second.
 *
 * <p>It is played with a second server in this process, at a port that only this machine reaches and only who knows a secret may
 * use, over a {@link RehearsalStorage}: the real store is asked, and nothing is written. So nothing of it is in the documents, the
 * metrics or the audit log of the real server. All its threads have the least priority, as whoever starts a thread gives it its own,
 * so it has what the real server leaves over, and ends by itself: on an idle core after some five seconds.
 *
 * <p>Threads: thread-safe; it has one of its own.
 */
public final class Rehearsal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    /** After so many there is little left to compile: found by measuring, see BENCHMARKS.md. */
    private static final int VISITS = 700;

    /** How many of them there are before people come. */
    private static final int FIRST = 16;

    /** How many visits there are to the shared document for each one to another. */
    private static final int SHARE = 4;

    /** How much everybody types, but for the first. */
    private static final int KEYSTROKES = 3;

    /** When a document that nobody has open is put away, so that the next visit loads it. */
    private static final Duration PUT_AWAY = Duration.ofMillis(50);

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final int SECRET_BYTES = 16;

    /**
     * The documents that there are while one is played: half a megabyte, which nobody refers to when that is over. Immutable.
     *
     * @param shared the one that somebody has open all the time
     * @param alone those that nobody has open, so that they come from the store
     */
    record Scenery(Prop shared, List<Prop> alone) {
        static Scenery made() {
            String page = "It is a truth universally acknowledged. ".repeat(2_500);
            String text = '"' + page + '"';
            return new Scenery(
                    new Prop(-1, "shared", "text", text),
                    List.of(
                            new Prop(-2, "text", "text", text),
                            new Prop(-3, "rich-text", "rich-text", "[{\"insert\":\"" + page + "\"}]"),
                            new Prop(-4, "text-unicode", "text-unicode", text),
                            new Prop(-5, "json0", "json0", "{\"text\":\"" + page + "\"}")));
        }

        private List<Prop> all() {
            return Stream.concat(Stream.of(shared), alone.stream()).toList();
        }

        /** Returns what is opened in a visit that so many were made before. */
        private Prop after(int visits) {
            return visits % SHARE != 0 ? shared : alone.get(visits / SHARE % alone.size());
        }
    }

    private final Storage storage;
    private final Runnable whenOver;
    private final int most;
    private final long endNanos = System.nanoTime() + LONGEST.toNanos();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private final AtomicInteger visits = new AtomicInteger();

    /** @param server what it is for; it serves meanwhile */
    public Rehearsal(StetServer server) {
        this(server, VISITS);
    }

    /** @param most how many visits there are */
    @SuppressWarnings("ThreadPriorityCheck") // it gives way, which is all that is relied on
    Rehearsal(StetServer server, int most) {
        this.storage = server.storage();
        this.whenOver = server::rehearsed;
        this.most = most;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("stet-rehearsal")
                .priority(Thread.MIN_PRIORITY)
                .unstarted(this::play);
    }

    /**
     * Begins, and returns when the first have come and gone, which takes some tenths of a second. It never fails: if it cannot be
     * played, which the log says, the first to come wait longer. One that was closed does not begin.
     */
    public void begin() {
        if (start()) {
            awaitFirst();
        }
    }

    /** Begins, and returns when all have come and gone or it is closed; as {@link #begin} otherwise. Some seconds, two minutes at the most. */
    public void playThrough() {
        if (start()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized boolean start() {
        if (isOver()) {
            return false;
        }
        thread.start();
        return true;
    }

    /** Returns whether it has begun and is not over. */
    boolean isPlaying() {
        return thread.isAlive();
    }

    /** Returns how many have come and gone. */
    int visitsMade() {
        return visits.get();
    }

    private void awaitFirst() {
        try {
            if (!opened.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("the rehearsal goes on while people come");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it, so that a server that was to rehearse first is not ready, and waits some moments until nothing is left of it; also if it was never begun. Idempotent. */
    @Override
    public void close() {
        boolean begun = end();
        try {
            if (begun && !thread.join(PATIENCE)) {
                LOG.warn("the rehearsal does not end, waitedMs={}", PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean end() {
        closed.countDown();
        return thread.isAlive();
    }

    private void play() {
        long from = System.nanoTime();
        try {
            playVisits();
            LOG.debug("rehearsed, visits={} ms={}", visits.get(), (System.nanoTime() - from) / 1_000_000);
        } catch (IOException | StorageException | StartFailedException e) {
            LOG.info("there is no rehearsal: the first to come will wait longer, cause={}", e.toString());
        } finally {
            opened.countDown();
            if (!isClosed()) {
                whenOver.run(); // whoever closes it is about to stop the server
            }
        }
    }

    private void playVisits() throws IOException, StartFailedException {
        String secret = secret();
        Scenery scenery = Scenery.made();
        StetServer stage = stage(storage, scenery, secret);
        try (RehearsalVisitor host = new RehearsalVisitor(stage.address(), secret)) {
            host.open(scenery.shared().name(), scenery.shared().type());
            int made = 0;
            while (made < most && !isOver()) {
                visit(stage, secret, scenery.after(made), made < FIRST ? 1 : KEYSTROKES);
                host.hear();
                made = visits.incrementAndGet();
                if (made == FIRST) {
                    opened.countDown();
                }
            }
        } finally {
            stage.shutDown();
        }
    }

    private static void visit(StetServer stage, String secret, Prop document, int keystrokes) throws IOException {
        try (RehearsalVisitor visitor = new RehearsalVisitor(stage.address(), secret)) {
            visitor.open(document.name(), document.type());
            visitor.look();
            for (int typed = 0; typed < keystrokes && document.type().startsWith("text"); typed++) {
                visitor.type("x");
            }
        }
    }

    /** Starts the second server. */
    static StetServer stage(Storage storage, Scenery scenery, String secret) throws StartFailedException {
        ServerConfig staged = ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .with(Timing.DEFAULT.puttingAwayAfter(PUT_AWAY))
                .with(TrafficLimits.NONE);
        return StetServer.start(
                staged,
                new RehearsalStorage(storage, scenery.all()),
                (with, store) -> access(secret),
                System::nanoTime);
    }

    /** Whoever knows the secret is let in, and may do everything. */
    private static Access access(String secret) {
        byte[] expected = secret.getBytes(StandardCharsets.US_ASCII);
        Identity visitor = new Identity(User.named("visitor"), Optional.empty());
        Authenticator authenticator = shown -> {
            byte[] token = shown.token().map(Token::value).orElse("").getBytes(StandardCharsets.US_ASCII);
            if (!MessageDigest.isEqual(expected, token)) {
                throw new AuthenticationException(
                        AuthenticationException.Reason.REFUSED, "nobody knows the secret of a rehearsal");
            }
            return visitor;
        };
        Entrance entrance = new Entrance(
                authenticator,
                new Origins(Set.of(), true),
                Optional.empty(),
                new Administrators(false, Optional.empty()));
        return new Access(authenticator, AccessControl.open(), Optional.empty(), entrance, Optional.empty());
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private boolean isOver() {
        return isClosed() || System.nanoTime() - endNanos >= 0;
    }
}
