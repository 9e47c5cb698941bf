package dev.stet.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.StorageException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A listener that remembers what it was told. Thread-safe. */
final class Outcomes implements Journal.Listener {

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void committed() {
        told.add("committed");
    }

    @Override
    public void conflicted() {
        told.add("conflicted");
    }

    @Override
    public void failed(StorageException cause) {
        told.add("failed");
    }

    /** Waits until told something, and requires that it is this, once. */
    void await(String outcome) {
        Awaitility.await().until(() -> !told.isEmpty());
        assertThat(told).containsExactly(outcome);
    }

    void requireNone() {
        assertThat(told).isEmpty();
    }
}
