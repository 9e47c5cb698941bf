package dev.stet.server.document;

import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a store that other nodes write too, again and again, how long the logs of open documents are and which documents
 * are deleted: two queries for some hundreds of documents. A document that is behind then reads what it has not.
 *
 * <p>Threads: runs on one storage thread at a time.
 */
final class HeadPoll {
    private static final Logger LOG = LoggerFactory.getLogger(HeadPoll.class);
    /** Documents asked for in one query. */
    private static final int CHUNK = 500;
    /** A poll is followed by a pause this many times as long, at the least: it takes a tenth of one connection at most. */
    private static final int MOST_SHARE = 9;

    private final Environment environment;
    private final Supplier<Collection<Document<?, ?>>> watched;
    private final Consumer<Document<?, ?>> deleted;
    private boolean failing;
    private volatile boolean stopped;

    /**
     * @param watched the documents that somebody has open
     * @param deleted told which of them are deleted
     */
    HeadPoll(Environment environment, Supplier<Collection<Document<?, ?>>> watched, Consumer<Document<?, ?>> deleted) {
        this.environment = environment;
        this.watched = watched;
        this.deleted = deleted;
    }

    /** Begins, if the store is one that others write too. */
    void start() {
        if (environment.storage().isShared()) {
            scheduleNext(environment.policy().poll());
        }
    }

    /** Asks no more, but for what is being asked now. */
    void stop() {
        stopped = true;
    }

    private void scheduleNext(Duration delay) {
        environment.scheduler().after(delay, () -> {
            if (!stopped) {
                environment.storageExecutor().execute(this::round);
            }
        });
    }

    private void round() {
        Instant began = environment.clock().instant();
        try {
            List<Document<?, ?>> documents = List.copyOf(watched.get());
            IntStream.iterate(0, from -> from < documents.size(), from -> from + CHUNK)
                    .forEach(from -> ask(documents.subList(from, Math.min(from + CHUNK, documents.size()))));
            failing = false;
        } catch (StorageException e) {
            if (!failing) {
                LOG.warn("the heads of open documents cannot be read; trying again", e);
            }
            failing = true;
        } finally {
            Duration rest =
                    Duration.between(began, environment.clock().instant()).multipliedBy(MOST_SHARE);
            Duration poll = environment.policy().poll();
            scheduleNext(rest.compareTo(poll) > 0 ? rest : poll);
        }
    }

    private void ask(List<Document<?, ?>> documents) {
        List<StoredDocument> stored =
                documents.stream().<StoredDocument>map(Document::stored).toList();
        Map<StoredDocument, Long> heads = environment.storage().heads(stored);
        Set<StoredDocument> gone = environment.storage().deleted(stored);
        for (Document<?, ?> document : documents) {
            document.logHas(heads.getOrDefault(document.stored(), 0L));
            if (gone.contains(document.stored())) {
                deleted.accept(document);
            }
        }
    }
}
