package dev.stet.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.StorageException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A listener that remembers what it was told, and in which thread. Thread-safe. */
final class Outcomes implements Journal.Listener {

    private record Told(String outcome, Thread where) {}

    private final List<Told> told = new CopyOnWriteArrayList<>();

    @Override
    public void committed() {
        remember("committed");
    }

    @Override
    public void conflicted() {
        remember("conflicted");
    }

    @Override
    public void failed(StorageException cause) {
        remember("failed");
    }

    private void remember(String outcome) {
        told.add(new Told(outcome, Thread.currentThread()));
    }

    /** Waits until told something, and requires that it is this, once. */
    void await(String outcome) {
        Awaitility.await().until(() -> !told.isEmpty());
        assertThat(told).extracting(Told::outcome).containsExactly(outcome);
    }

    /** The same, in another thread than the caller's. */
    void awaitElsewhere(String outcome) {
        await(outcome);
        assertThat(told.getFirst().where()).isNotEqualTo(Thread.currentThread());
    }

    /** Requires that it has been told this already, once, in the caller's thread. */
    void requireHere(String outcome) {
        assertThat(told).containsExactly(new Told(outcome, Thread.currentThread()));
    }

    void requireNone() {
        assertThat(told).isEmpty();
    }
}
