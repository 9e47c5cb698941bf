package dev.stet.cli.store;

import dev.stet.cli.Answer;
import dev.stet.cli.CommandFailedException;
import dev.stet.cli.ExitCode;
import dev.stet.cli.Version;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.maintenance.DocumentReport;
import dev.stet.server.maintenance.LogVerifier;
import dev.stet.server.maintenance.VerifyReport;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stet store verify}: looks for damage. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Look for damage in a store: replay every log from its beginning, and hold hashes, snapshots and versions"
                    + " against it.",
            "",
            "Names in each damaged document the first bad entry, and goes on with the next. Changes nothing."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Nothing is damaged.", "1:The store could not be read.", "5:Something is damaged."},
        footer = {
            "",
            "JSON: store, documents, operations, sound, damaged: [{document, lastGood,",
            "damages: [{kind (slice, entry, snapshot, version, type), revision, what}]}]",
            "",
            "Example:",
            "  stet store verify --store data --json | jq '.damaged[].document'"
        })
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private Answer answer = new Answer();

    @Override
    public Integer call() {
        try (Storage storage = store.open()) {
            VerifyReport report = verify(storage, answer);
            print(report);
            return report.isSound() ? ExitCode.OK : ExitCode.DAMAGED;
        } catch (StorageException e) {
            throw new CommandFailedException(e);
        }
    }

    /** Checks a store, and shows how far it is. */
    static VerifyReport verify(Storage storage, Answer answer) {
        try (WorkDisplay display = new WorkDisplay(answer.err(), Answer.isTerminal())) {
            int threads = Runtime.getRuntime().availableProcessors();
            return new LogVerifier(storage, DocumentTypes.all(), threads).verify(display);
        }
    }

    private void print(VerifyReport report) {
        if (answer.isJson()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("store", store.toString());
            result.put("documents", report.documents());
            result.put("operations", report.entries());
            result.put("sound", report.isSound());
            result.put(
                    "damaged",
                    report.damaged().stream().map(VerifyCommand::described).toList());
            answer.json(result);
            return;
        }
        report.damaged().forEach(damaged -> print(damaged, answer));
        answer.out()
                .printf(
                        Locale.ROOT,
                        "%,d documents, %,d operations: %s%n",
                        report.documents(),
                        report.entries(),
                        report.isSound()
                                ? "nothing is damaged"
                                : report.damaged().size() + " damaged");
        answer.out().flush();
    }

    /** Prints what is wrong with a document, a line for each thing. */
    static void print(DocumentReport report, Answer answer) {
        report.damages()
                .forEach(damage -> answer.out()
                        .println(report.document().id() + ": "
                                + damage.kind().name().toLowerCase(Locale.ROOT) + " at revision " + damage.revision()
                                + ": " + damage.what()));
    }

    /** Returns a report as JSON has it. */
    static Map<String, Object> described(DocumentReport report) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("document", report.document().id());
        described.put("lastGood", report.lastGood());
        described.put(
                "damages",
                report.damages().stream()
                        .map(damage -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("kind", damage.kind().name().toLowerCase(Locale.ROOT));
                            one.put("revision", damage.revision());
                            one.put("what", damage.what());
                            return one;
                        })
                        .toList());
        return described;
    }
}
