package dev.stet.cli.load;

import java.util.Optional;
import java.util.function.LongSupplier;

/** Tells what the server uses, if that can be known from here. Threads: thread-safe. */
@FunctionalInterface
public interface ServerUsage {
    /** Nothing is known. */
    ServerUsage UNKNOWN = Optional::empty;

    /** Returns what the server has used up to now. */
    Optional<Usage> now();

    /** Returns the usage of a process on this machine. */
    static ServerUsage of(LongSupplier pid) {
        return () -> Usage.of(pid.getAsLong());
    }
}
