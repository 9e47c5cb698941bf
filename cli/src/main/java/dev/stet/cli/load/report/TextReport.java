package dev.stet.cli.load.report;

import dev.stet.cli.load.Latencies;
import dev.stet.cli.load.LoadResult;
import dev.stet.cli.load.Trouble;
import dev.stet.cli.load.Verdict;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A result as a table, for a person at a terminal. */
public final class TextReport {
    private static final double MEGA = 1 << 20;
    private static final double BUSY = 0.9;

    private TextReport() {}

    /** Prints a result. */
    public static void print(LoadResult result, PrintWriter out) {
        out.printf(Locale.ROOT, "%n%s%s%n", result.name(), result.interrupted() ? ", ended early" : "");
        if (result.acks().count() > 0 || result.workload().writers() > 0) {
            out.printf(
                    Locale.ROOT,
                    "  speed       %,.0f operations/s over %.1f s%n",
                    result.perSecond(),
                    result.seconds());
        }
        out.println("  ms               count     p50     p90     p99   p99.9      max");
        latencies("ack", result.acks(), out);
        latencies("remote", result.remotes(), out);
        latencies("open", result.opens(), out);
        latencies("join", result.joins(), out);
        usage(result, out);
        trouble(result.trouble(), out);
        verdict(result.verdict(), out);
        out.flush();
    }

    private static void latencies(String what, Latencies latencies, PrintWriter out) {
        if (latencies.count() > 0) {
            out.printf(
                    Locale.ROOT,
                    "  %-9s %,12d %7.2f %7.2f %7.2f %7.2f %8.2f%n",
                    what,
                    latencies.count(),
                    latencies.p50(),
                    latencies.p90(),
                    latencies.p99(),
                    latencies.p999(),
                    latencies.max());
        }
    }

    private static void usage(LoadResult result, PrintWriter out) {
        double operations = result.perSecond() * result.seconds();
        result.serverCpuSeconds().ifPresent(cpu -> {
            out.printf(Locale.ROOT, "  server      %.2f processors", cpu / result.seconds());
            if (operations >= 1) {
                out.printf(Locale.ROOT, ", %.3f s for 1,000 operations", cpu / operations * 1000);
            }
            memory(result.memory(), out);
            out.println();
        });
        double own = result.ownCpuSeconds() / result.seconds();
        out.printf(
                Locale.ROOT,
                "  generator   %.2f processors%s%n",
                own,
                own > BUSY * processors() ? ": it was the limit" : "");
        Stolen.of(result).ifPresent(stolen -> out.println("  stolen      " + stolen));
    }

    private static void memory(List<Long> memory, PrintWriter out) {
        if (memory.size() == 3 && memory.getFirst() > 0) {
            out.printf(
                    Locale.ROOT,
                    ", memory %,.0f MB before, %,.0f MB with all open, %,.0f MB at the most",
                    memory.get(0) / MEGA,
                    memory.get(1) / MEGA,
                    memory.get(2) / MEGA);
        }
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static void trouble(Trouble trouble, PrintWriter out) {
        line("told to wait", trouble.delayed(), out);
        line("refused", trouble.refused(), out);
        line("came back", trouble.reconnects(), out);
        line("lost", trouble.lost(), out);
        line("overdue", trouble.overdue(), out);
    }

    private static void line(String what, long count, PrintWriter out) {
        if (count > 0) {
            out.printf(Locale.ROOT, "  %-11s %,d%n", what, count);
        }
    }

    private static void verdict(Verdict verdict, PrintWriter out) {
        if (verdict.isGood()) {
            out.printf(
                    Locale.ROOT,
                    "  equal       %,d clients and the server; %,d operations acknowledged, each in the log once%n",
                    verdict.clients(),
                    verdict.operations());
        } else {
            verdict.findings().forEach(finding -> out.println("  WRONG       " + finding));
        }
    }
}
