package dev.stet.cli.replay;

import dev.stet.cli.CommandFailedException;
import dev.stet.cli.replay.Trace.Patch;
import dev.stet.cli.replay.Trace.Transaction;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads traces in the JSON format of the public collection of editing traces, gzipped or not. */
final class TraceReader {
    private static final int MOST_AUTHORS = 2;
    private static final int GZIP_MAGIC = 0x1f;

    private TraceReader() {}

    /** Reads the trace in a file. */
    static Trace read(Path file) {
        try (InputStream in = open(file)) {
            JsonNode root = JsonMapper.shared().readTree(in);
            String name = file.getFileName().toString().replaceFirst("\\.json(\\.gz)?$", "");
            return root.path("kind").asString("sequential").equals("concurrent")
                    ? concurrent(name, root)
                    : sequential(name, root);
        } catch (NoSuchFileException e) {
            throw new CommandFailedException("the trace does not exist, file=" + file, e);
        } catch (IOException | JacksonException e) {
            throw new CommandFailedException("the trace cannot be read, file=" + file + " why=" + firstLine(e), e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream plain = new BufferedInputStream(Files.newInputStream(file));
        plain.mark(1);
        int first = plain.read();
        plain.reset();
        return first == GZIP_MAGIC ? new GZIPInputStream(plain) : plain;
    }

    private static Trace sequential(String name, JsonNode root) {
        List<Transaction> transactions = new ArrayList<>();
        String start = root.path("startContent").asString("");
        if (!start.isEmpty()) {
            transactions.add(new Transaction(0, 0, List.of(new Patch(0, 0, start))));
        }
        for (JsonNode transaction : root.required("txns")) {
            transactions.add(new Transaction(0, 0, patches(transaction)));
        }
        return new Trace(name, 1, transactions, root.required("endContent").stringValue());
    }

    /**
     * What an author had seen is told by the parents of a transaction: the greatest number of the other's transactions
     * among their ancestors, since everybody's own transactions follow one another.
     */
    private static Trace concurrent(String name, JsonNode root) {
        int authors = root.required("numAgents").intValue();
        if (authors > MOST_AUTHORS) {
            throw new CommandFailedException(
                    "a concurrent trace may have 2 authors, trace=" + name + " authors=" + authors);
        }
        List<Transaction> transactions = new ArrayList<>();
        List<int[]> ancestry = new ArrayList<>();
        int[] made = new int[MOST_AUTHORS];
        for (JsonNode transaction : root.required("txns")) {
            int author = transaction.required("agent").intValue();
            int[] known = new int[MOST_AUTHORS];
            for (JsonNode parent : transaction.required("parents")) {
                int[] before = ancestry.get(parent.intValue());
                known[0] = Math.max(known[0], before[0]);
                known[1] = Math.max(known[1], before[1]);
            }
            if (known[author] != made[author]) {
                throw new CommandFailedException("an author wrote in two places of the history at once, trace=" + name
                        + " transaction=" + transactions.size());
            }
            transactions.add(new Transaction(author, known[1 - author], patches(transaction)));
            known[author] = ++made[author];
            ancestry.add(known);
        }
        return new Trace(
                name, authors, transactions, root.required("endContent").stringValue());
    }

    private static List<Patch> patches(JsonNode transaction) {
        List<Patch> patches = new ArrayList<>();
        for (JsonNode patch : transaction.required("patches")) {
            patches.add(new Patch(
                    patch.required(0).intValue(),
                    patch.required(1).intValue(),
                    patch.required(2).stringValue()));
        }
        return patches;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
