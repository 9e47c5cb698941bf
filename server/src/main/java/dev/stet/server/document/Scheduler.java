package dev.stet.server.document;

import java.time.Duration;

/** Runs tasks later. A simulation brings its own time. */
@FunctionalInterface
public interface Scheduler {
    /** Runs the task once, after the delay, on a thread that must not be kept. */
    void after(Duration delay, Runnable task);
}
