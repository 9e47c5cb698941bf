package dev.stet.client;

import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a connection alive that has nothing to say, and notices when the other side fell silent.
 *
 * <p>Threads: confined to the client's thread.
 */
final class Heartbeat {
    /** The server, too, waits for two and a half heartbeats: five of the half ones counted here. */
    private static final int SILENT_TICKS = 5;

    private final SerialExecutor thread;
    private final Duration tick;
    private final Runnable ping;
    private final Runnable silent;
    private boolean sentSinceTick = true;
    private int ticksSinceHeard;
    private boolean stopped;
    private @Nullable Future<?> next;

    private Heartbeat(SerialExecutor thread, Duration tick, Runnable ping, Runnable silent) {
        this.thread = thread;
        this.tick = tick;
        this.ping = ping;
        this.silent = silent;
    }

    /**
     * Starts to watch a connection.
     *
     * @param interval how often the server wants to hear something
     * @param ping says something
     * @param silent called once, when nothing was heard for two and a half intervals
     */
    static Heartbeat start(Duration interval, SerialExecutor thread, Runnable ping, Runnable silent) {
        Heartbeat heartbeat = new Heartbeat(thread, interval.dividedBy(2), ping, silent);
        heartbeat.schedule();
        return heartbeat;
    }

    void sent() {
        sentSinceTick = true;
    }

    void heard() {
        ticksSinceHeard = 0;
    }

    void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    private void schedule() {
        next = thread.after(tick, this::tick);
    }

    private void tick() {
        if (stopped) {
            return;
        }
        if (++ticksSinceHeard > SILENT_TICKS) {
            silent.run();
            return;
        }
        if (!sentSinceTick || ticksSinceHeard > 1) {
            ping.run();
        }
        sentSinceTick = false;
        schedule();
    }
}
