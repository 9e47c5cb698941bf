package dev.stet.server.session;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Something to be done at a time of day. It looks at the clock at least once a minute, so that what is cancelled is soon
 * forgotten, and a clock that is set is noticed.
 *
 * <p>Threads: confined to the session's mailbox.
 */
final class Alarm {
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    private final SessionContext context;
    private final Consumer<Runnable> mailbox;
    private final Instant when;
    private final Runnable task;
    private boolean cancelled;

    private Alarm(SessionContext context, Consumer<Runnable> mailbox, Instant when, Runnable task) {
        this.context = context;
        this.mailbox = mailbox;
        this.when = when;
        this.task = task;
    }

    /** Sets an alarm; the task never runs before this returns. */
    static Alarm at(SessionContext context, Consumer<Runnable> mailbox, Instant when, Runnable task) {
        Alarm alarm = new Alarm(context, mailbox, when, task);
        alarm.wait(alarm.left());
        return alarm;
    }

    private Duration left() {
        return Duration.between(context.timeOfDay().instant(), when);
    }

    private void wait(Duration left) {
        Duration delay = left.isNegative() ? Duration.ZERO : left.plusMillis(1);
        context.scheduler()
                .after(delay.compareTo(LOOK_EVERY) > 0 ? LOOK_EVERY : delay, () -> mailbox.accept(this::look));
    }

    private void look() {
        if (cancelled) {
            return;
        }
        Duration left = left();
        if (left.isPositive()) {
            wait(left);
        } else {
            task.run();
        }
    }

    /** Forgets it. */
    void cancel() {
        cancelled = true;
    }
}
