package dev.stet.cli.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When a writer's operations are due. Immutable. */
public sealed interface Pace {

    /** Each as soon as the one before is acknowledged and thought over: a closed loop. */
    record AfterAck(Duration think) implements Pace {
        public AfterAck {
            if (think.isNegative()) {
                throw new IllegalArgumentException("time to think cannot be negative, think=" + think);
            }
        }
    }

    /** So many a second, evenly, whatever becomes of them. */
    record Fixed(double perSecond) implements Pace {
        public Fixed {
            if (!(perSecond > 0 && Double.isFinite(perSecond))) {
                throw new IllegalArgumentException("a rate is more than 0, perSecond=" + perSecond);
            }
        }

        /** Returns the time from one operation to the next, in nanoseconds. */
        long intervalNs() {
            return Math.max(1, Math.round(TimeUnit.SECONDS.toNanos(1) / perSecond));
        }
    }
}
