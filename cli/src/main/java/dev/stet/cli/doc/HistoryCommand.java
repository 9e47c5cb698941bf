package dev.stet.cli.doc;

import dev.stet.cli.Answer;
import dev.stet.cli.ExitCode;
import dev.stet.cli.Version;
import dev.stet.client.HistoryEntry;
import dev.stet.client.VersionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stet doc history}: who edited a document, and when. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Show who edited a document and when: a line for what one author did without a pause of five minutes and"
                    + " without anybody else between, and the versions that were named in it.",
            "Times are in UTC."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "JSON, a line for each run: first, last (revisions), author, from, to (times),",
            "operations, versions (names). With --operations, for each operation: revision,",
            "author, time, op.",
            "",
            "Examples:",
            "  stet doc history minutes",
            "  stet doc history minutes --operations --from 100 --to 120"
        })
final class HistoryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DOC", description = "The document's name.")
    private String doc = "";

    @Option(names = "--operations", description = "Show every single operation.")
    private boolean single;

    @Option(
            names = "--from",
            paramLabel = "N",
            defaultValue = "1",
            description = "Begin with this revision. Default: ${DEFAULT-VALUE}")
    private long from = 1;

    @Option(names = "--to", paramLabel = "N", description = "End with this revision. Default: the newest.")
    private @Nullable Long to;

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Answer answer = new Answer();

    @Override
    public Integer call() throws InterruptedException {
        return remote.ask(doc, documents -> {
            Optional<Long> last = Optional.ofNullable(to);
            if (single) {
                documents.operations(doc, from, last, this::print);
            } else {
                List<VersionName> versions = documents.versions(doc);
                Runs runs = new Runs(run -> print(run, versions));
                documents.operations(doc, from, last, runs);
                runs.end();
            }
            answer.out().flush();
            return ExitCode.OK;
        });
    }

    private void print(HistoryEntry entry) {
        if (answer.isJson()) {
            answer.out()
                    .println("{\"revision\":" + entry.revision() + ",\"author\":" + Answer.quoted(entry.author())
                            + ",\"time\":" + Answer.quoted(entry.time().toString()) + ",\"op\":" + entry.op() + "}");
        } else {
            answer.out()
                    .printf(
                            "%9d  %s  %-16s  %s%n",
                            entry.revision(), Times.shown(entry.time()), entry.author(), entry.op());
        }
    }

    private void print(Runs.Run run, List<VersionName> versions) {
        List<String> names = versions.stream()
                .filter(version -> version.revision() >= run.first() && version.revision() <= run.last())
                .map(VersionName::name)
                .toList();
        if (answer.isJson()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("first", run.first());
            line.put("last", run.last());
            line.put("author", run.author());
            line.put("from", run.from().toString());
            line.put("to", run.to().toString());
            line.put("operations", run.operations());
            line.put("versions", names);
            answer.json(line);
            return;
        }
        answer.out()
                .printf(
                        "%9d-%-9d  %s  %s  %-16s  %d operations%s%n",
                        run.first(),
                        run.last(),
                        Times.shown(run.from()),
                        Times.shown(run.to()),
                        run.author(),
                        run.operations(),
                        names.isEmpty() ? "" : "  [" + String.join(", ", names) + "]");
    }
}
