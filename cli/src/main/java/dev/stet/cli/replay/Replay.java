package dev.stet.cli.replay;

import dev.stet.cli.CommandFailedException;
import dev.stet.client.ClientDocument;
import dev.stet.client.ClientOptions;
import dev.stet.client.ClientRuntime;
import dev.stet.client.HttpDocuments;
import dev.stet.client.RefusedException;
import dev.stet.client.StetClient;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/**
 * One run of a trace against a server.
 *
 * <p>Threads: confined to the thread that runs it.
 *
 * @param token says who the authors are, all of them one user; empty for guests
 * @param perSecond transactions a second of all authors together; 0 for as fast as acks come
 * @param window how many transactions an author may have unacknowledged; 1 makes each an operation of its own
 */
public record Replay(Trace trace, URI server, Optional<String> token, String doc, double perSecond, int window) {
    private static final int TICK_MS = 100;
    private static final int HISTOGRAM_DIGITS = 3;

    /**
     * Reads a trace.
     *
     * @throws CommandFailedException if the file is not there, or is none
     */
    public static Trace read(Path file) {
        return TraceReader.read(file);
    }

    /**
     * Types the trace, and compares every author's text and the server's with the trace's.
     *
     * @throws CommandFailedException if it could not be typed to its end
     */
    public ReplayReport run(ProgressDisplay display) throws InterruptedException {
        List<Author> authors = new ArrayList<>();
        List<ClientDocument<Rope, TextOperation>> documents = new ArrayList<>();
        try (ClientRuntime runtime = new ClientRuntime();
                HttpDocuments http = new HttpDocuments(server, token)) {
            if (exists(http)) {
                throw new CommandFailedException("the document exists already, choose another, doc=" + doc);
            }
            for (int i = 0; i < trace.authors(); i++) {
                int number = i;
                Author author = new Author(
                        trace.transactions().stream()
                                .filter(t -> t.author() == number)
                                .toList(),
                        window);
                StetClient client = StetClient.connect(runtime, server, options());
                authors.add(author);
                documents.add(author.open(client, doc));
            }
            long startNs = System.nanoTime();
            typeAll(authors, documents, display);
            long tookNs = System.nanoTime() - startNs;
            long head = authors.stream().mapToLong(Author::newestAck).max().orElse(0);
            List<ReplayReport.Ending> endings = new ArrayList<>();
            for (int i = 0; i < authors.size(); i++) {
                String whose = authors.size() == 1 ? "client" : "client " + (i + 1);
                Rope seen = authors.get(i).finish(documents.get(i), head);
                endings.add(new ReplayReport.Ending(
                        whose, documents.get(i).status().shown().toString()));
                endings.add(new ReplayReport.Ending("author at " + whose, seen.toString()));
            }
            endings.add(new ReplayReport.Ending("server", http.content(doc).orElse("")));
            return new ReplayReport(this, endings, tookNs, acks(authors));
        } catch (IOException | ExecutionException | TimeoutException | IllegalStateException e) {
            throw stopped(e);
        }
    }

    private boolean exists(HttpDocuments http) throws IOException, InterruptedException {
        try {
            return http.content(doc).isPresent();
        } catch (RefusedException e) {
            if (!e.code().equals("forbidden")) {
                throw e;
            }
            return false; // or it is somebody else's, which opening it says
        }
    }

    private ClientOptions options() {
        ClientOptions fresh = ClientOptions.fresh();
        return token.map(shown -> fresh.with(() -> CompletableFuture.completedFuture(shown)))
                .orElse(fresh);
    }

    private void typeAll(
            List<Author> authors, List<ClientDocument<Rope, TextOperation>> documents, ProgressDisplay display)
            throws InterruptedException, ExecutionException {
        Pacer pacer = new Pacer(perSecond);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> typing = new ArrayList<>();
            for (int i = 0; i < authors.size(); i++) {
                Author author = authors.get(i);
                Author other = authors.get(authors.size() - 1 - i);
                ClientDocument<Rope, TextOperation> document = documents.get(i);
                typing.add(
                        CompletableFuture.runAsync(() -> typeOne(author, document, other.progress(), pacer), threads));
            }
            CompletableFuture<Void> all = CompletableFuture.allOf(typing.toArray(CompletableFuture[]::new));
            int total = trace.transactions().size();
            while (!isDone(all)) {
                display.show(authors.stream().mapToInt(a -> a.progress().done()).sum(), total);
            }
            display.end(total, total);
        }
    }

    private static void typeOne(
            Author author, ClientDocument<Rope, TextOperation> document, Progress other, Pacer pacer) {
        try {
            author.type(document, other, pacer);
        } catch (InterruptedException | ExecutionException | TimeoutException | RuntimeException e) {
            author.progress().fail(e);
            throw new CompletionException(e);
        }
    }

    private static boolean isDone(CompletableFuture<Void> all) throws InterruptedException, ExecutionException {
        try {
            all.get(TICK_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static Histogram acks(List<Author> authors) {
        Histogram all = new Histogram(HISTOGRAM_DIGITS);
        authors.forEach(author -> all.add(author.ackMicros()));
        return all;
    }

    private CommandFailedException stopped(Exception e) {
        Throwable cause = e;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)) {
            cause = Optional.ofNullable(cause.getCause()).orElseGet(() -> new IllegalStateException("no cause"));
        }
        String why =
                cause instanceof TimeoutException ? "nothing moved for a minute" : String.valueOf(cause.getMessage());
        return new CommandFailedException("the replay stopped, server=" + server + " doc=" + doc + " why=" + why, e);
    }
}
