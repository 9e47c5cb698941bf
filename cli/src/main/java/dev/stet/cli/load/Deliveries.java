package dev.stet.cli.load;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which operations of one document have reached which of its other clients. An operation is known by its revision: its
 * writer learns that with the ack, and others may see it before that, so either may come first.
 *
 * <p>Threads: thread-safe.
 */
final class Deliveries {
    private final Meter meter;
    private final int others;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Delivery> underWay = new HashMap<>();

    /** @param others how many clients each operation goes to, its writer not counted */
    Deliveries(Meter meter, int others) {
        this.meter = meter;
        this.others = others;
    }

    /** The operation that became this revision was due then. */
    void acknowledged(long revision, long dueNs) {
        if (others == 0) {
            return;
        }
        lock.lock();
        try {
            Delivery delivery = underWay.computeIfAbsent(revision, unknown -> new Delivery(others));
            delivery.dueNs = dueNs;
            delivery.acknowledged = true;
            for (int i = 0; i < delivery.arrived; i++) {
                meter.delivered(dueNs, delivery.early[i]);
            }
            forgetIfDone(revision, delivery);
        } finally {
            lock.unlock();
        }
    }

    /** One of the others shows everything from one revision to another, except its own operation. */
    void arrived(long first, long last, long own, long nowNs) {
        lock.lock();
        try {
            for (long revision = first; revision <= last; revision++) {
                if (revision != own) {
                    arrived(revision, nowNs);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many operations have not reached everybody. */
    int incomplete() {
        lock.lock();
        try {
            return underWay.size();
        } finally {
            lock.unlock();
        }
    }

    private void arrived(long revision, long nowNs) {
        Delivery delivery = underWay.computeIfAbsent(revision, unknown -> new Delivery(others));
        if (delivery.acknowledged) {
            meter.delivered(delivery.dueNs, nowNs);
        } else if (delivery.arrived < others) {
            delivery.early[delivery.arrived] = nowNs;
        }
        delivery.arrived++;
        forgetIfDone(revision, delivery);
    }

    private void forgetIfDone(long revision, Delivery delivery) {
        if (delivery.acknowledged && delivery.arrived >= others) {
            underWay.remove(revision);
        }
    }

    private static final class Delivery {
        private final long[] early;
        private long dueNs;
        private boolean acknowledged;
        private int arrived;

        Delivery(int others) {
            early = new long[others];
        }
    }
}
