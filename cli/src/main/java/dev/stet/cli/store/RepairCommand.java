package dev.stet.cli.store;

import dev.stet.cli.Answer;
import dev.stet.cli.CommandFailedException;
import dev.stet.cli.ExitCode;
import dev.stet.cli.Version;
import dev.stet.server.maintenance.DocumentReport;
import dev.stet.server.maintenance.Repair;
import dev.stet.server.maintenance.VerifyReport;
import dev.stet.server.storage.Quarantined;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stet store repair}: moves damage aside. */
@Command(
        name = "repair",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Move aside what verify finds damaged, so that each document opens at the newest revision that is right.",
            "",
            "Nothing is deleted: from the first bad entry on, the log of a damaged document goes to the tables"
                    + " quarantine_... of the store, with all snapshots and versions that came after. Back up first."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Nothing was damaged, or all of it is repaired.",
            "1:The store could not be read or written.",
            "5:Something is damaged and was left: because of --dry-run, or since it cannot be repaired."
        },
        footer = {
            "",
            "JSON: store, dryRun, repaired: [{document, lastGood, damages, moved: {operations,",
            "snapshots, versions}}], left: [documents]. A dry run has no moved.",
            "",
            "Example:",
            "  stet store repair --store data --dry-run"
        })
final class RepairCommand implements Callable<Integer> {
    @Mixin
    private StoreOption store = new StoreOption();

    @Option(names = "--dry-run", description = "Say what would be moved, and change nothing.")
    private boolean dryRun;

    @Mixin
    private Answer answer = new Answer();

    @Override
    public Integer call() {
        try (Storage storage = store.open()) {
            VerifyReport report = VerifyCommand.verify(storage, answer);
            List<Map<String, Object>> repaired = new ArrayList<>();
            List<String> left = new ArrayList<>();
            for (DocumentReport damaged : report.damaged()) {
                if (!Repair.canRepair(damaged)) {
                    left.add(damaged.document().id());
                }
                repaired.add(repair(storage, damaged));
            }
            if (answer.isJson()) {
                Map<String, Object> result = new LinkedHashMap<>();
                result.put("store", store.toString());
                result.put("dryRun", dryRun);
                result.put("repaired", repaired);
                result.put("left", left);
                answer.json(result);
            } else {
                sum(report, left);
            }
            return report.isSound() || (!dryRun && left.isEmpty()) ? ExitCode.OK : ExitCode.DAMAGED;
        } catch (StorageException e) {
            throw new CommandFailedException(e);
        }
    }

    private Map<String, Object> repair(Storage storage, DocumentReport damaged) {
        Map<String, Object> result = VerifyCommand.described(damaged);
        if (!answer.isJson()) {
            VerifyCommand.print(damaged, answer);
        }
        if (!Repair.canRepair(damaged)) {
            say("  cannot be repaired here");
        } else if (dryRun) {
            say("  would open at revision " + damaged.lastGood());
        } else {
            Quarantined moved = new Repair(storage).repair(damaged);
            say(String.format(
                    Locale.ROOT,
                    "  moved aside: %,d operations, %,d snapshots, %,d versions; opens at revision %d",
                    moved.entries(),
                    moved.snapshots(),
                    moved.versions(),
                    damaged.lastGood()));
            Map<String, Object> counts = new LinkedHashMap<>();
            counts.put("operations", moved.entries());
            counts.put("snapshots", moved.snapshots());
            counts.put("versions", moved.versions());
            result.put("moved", counts);
        }
        return result;
    }

    private void sum(VerifyReport report, List<String> left) {
        if (report.isSound()) {
            say("nothing is damaged");
        } else if (dryRun) {
            say(report.damaged().size() + " damaged, nothing was changed");
        } else {
            say(report.damaged().size() - left.size() + " repaired, " + left.size() + " left");
        }
    }

    private void say(String line) {
        if (!answer.isJson()) {
            answer.out().println(line);
            answer.out().flush();
        }
    }
}
