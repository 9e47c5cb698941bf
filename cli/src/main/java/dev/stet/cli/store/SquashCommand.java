package dev.stet.cli.store;

import dev.stet.cli.Answer;
import dev.stet.cli.CommandFailedException;
import dev.stet.cli.CountConverter;
import dev.stet.cli.DurationConverter;
import dev.stet.cli.ExitCode;
import dev.stet.cli.Version;
import dev.stet.server.Limits;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.retention.RetentionPolicy;
import dev.stet.server.retention.RetentionRound;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stet store squash}: makes few operations of old ones. */
@Command(
        name = "squash",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Make one operation of all that an author did in a slice of time, where that is old.",
            "",
            "Documents stay what they are, and so do named versions and who wrote what. What is lost is the way between"
                    + " the end of one slice and that of the next. A server does the same by itself with --squash-after."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:What is old is squashed.", "1:A document, or the store, could not be read or written."},
        footer = {
            "",
            "JSON: store, documents, squashed: {operations, documents}, failed: [documents]",
            "",
            "Example:",
            "  stet store squash --store jdbc:postgresql://localhost/stet --store-user stet --after 90d"
        })
final class SquashCommand implements Callable<Integer> {
    @Mixin
    private StoreOption store = new StoreOption();

    @Option(
            names = "--after",
            paramLabel = "TIME",
            defaultValue = "30d",
            converter = DurationConverter.class,
            description = "Younger operations stay as they are. Default: ${DEFAULT-VALUE}")
    private Duration after = Duration.ofDays(30);

    @Option(
            names = "--slice",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = DurationConverter.class,
            description = "How long a slice of time is. Default: ${DEFAULT-VALUE}")
    private Duration slice = Duration.ofMinutes(10);

    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "10000",
            converter = CountConverter.class,
            description =
                    "So many of the newest operations of a document stay, however old: at least the --max-behind of"
                            + " its servers. Default: ${DEFAULT-VALUE}")
    private int keep = Limits.DEFAULT.maxBehind();

    @Mixin
    private Answer answer = new Answer();

    @Override
    public Integer call() {
        Sum sum;
        try (Storage storage = store.open();
                WorkDisplay display = new WorkDisplay(answer.err(), Answer.isTerminal())) {
            sum = new Sum(display);
            new RetentionRound(storage, DocumentTypes.all(), new RetentionPolicy(after, slice, keep), sum)
                    .run(System.currentTimeMillis(), () -> false);
        } catch (StorageException e) {
            throw new CommandFailedException(e);
        }
        answer.say(
                sum.described(store.toString()),
                String.format(
                        Locale.ROOT,
                        "%s of %s squashed%s",
                        Counted.of(sum.entries, "operation"),
                        Counted.of(sum.squashed, "document"),
                        sum.failed.isEmpty() ? "" : "; failed: " + String.join(", ", sum.failed)));
        return sum.failed.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static final class Sum implements RetentionRound.Listener {
        private final List<String> failed = new ArrayList<>();
        private final WorkDisplay display;
        private long documents;
        private long squashed;
        private long entries;

        Sum(WorkDisplay display) {
            this.display = display;
        }

        @Override
        public void squashed(StoredDocument document, long more) {
            documents++;
            squashed += more > 0 ? 1 : 0;
            entries += more;
            display.at(documents, entries);
        }

        @Override
        public void failed(StoredDocument document, RuntimeException why) {
            documents++;
            failed.add(document.id());
        }

        Map<String, Object> described(String name) {
            Map<String, Object> counts = new LinkedHashMap<>();
            counts.put("operations", entries);
            counts.put("documents", squashed);
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("store", name);
            described.put("documents", documents);
            described.put("squashed", counts);
            described.put("failed", failed);
            return described;
        }
    }
}
