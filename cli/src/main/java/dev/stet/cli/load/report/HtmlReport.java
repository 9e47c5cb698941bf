package dev.stet.cli.load.report;

import dev.stet.cli.load.Latencies;
import dev.stet.cli.load.LoadResult;
import dev.stet.cli.load.Trouble;
import dev.stet.cli.load.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** A report as a page that needs nothing else: style and pictures are in it, light and dark. */
public final class HtmlReport {
    private HtmlReport() {}

    /** Returns the page. */
    public static String of(LoadReport report) {
        StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                        + "<title>Stet under load</title><style>")
                .append(style())
                .append("</style></head><body><main><header><h1>Stet under load</h1><p><code>")
                .append(Html.escaped(report.command()))
                .append("</code></p><dl>");
        fact(html, "Server", report.server());
        fact(html, "Clients on", report.machine());
        fact(html, "When", report.at().toString());
        html.append("</dl></header>");
        report.results().forEach(result -> section(html, result));
        return html.append("</main></body></html>\n").toString();
    }

    private static void section(StringBuilder html, LoadResult result) {
        html.append("<section><h2>").append(Html.escaped(result.name())).append("</h2>");
        verdict(html, result);
        html.append("<div class=\"cards\">");
        if (result.workload().writers() > 0) {
            card(html, "operations/s", Axis.number(Math.rint(result.perSecond())), seconds(result));
        }
        latencyCard(html, "ack", result.acks());
        latencyCard(html, "remote", result.remotes());
        latencyCard(html, "join", result.joins());
        latencyCard(html, "open", result.opens());
        result.serverCpuSeconds()
                .ifPresent(cpu -> card(
                        html,
                        "server processors",
                        String.format(Locale.ROOT, "%.2f", cpu / result.seconds()),
                        perThousand(result, cpu)));
        html.append("</div>");
        Plots.of(result).forEach(plot -> html.append(plot.figure()));
        table(html, result);
        trouble(html, result.trouble());
        html.append("</section>");
    }

    private static void verdict(StringBuilder html, LoadResult result) {
        Verdict verdict = result.verdict();
        if (verdict.isGood()) {
            html.append(String.format(
                    Locale.ROOT,
                    "<p class=\"good\">%,d clients and the server ended with the same; %,d acknowledged operations,"
                            + " each in the log once.</p>",
                    verdict.clients(),
                    verdict.operations()));
        } else {
            html.append("<ul class=\"wrong\">");
            verdict.findings()
                    .forEach(finding ->
                            html.append("<li>").append(Html.escaped(finding)).append("</li>"));
            html.append("</ul>");
        }
        if (result.interrupted()) {
            html.append("<p>Ended early.</p>");
        }
        Stolen.of(result)
                .ifPresent(stolen -> html.append("<p>Stolen: ").append(stolen).append(".</p>"));
    }

    private static void latencyCard(StringBuilder html, String what, Latencies latencies) {
        if (latencies.count() > 0) {
            card(
                    html,
                    what + " p50, ms",
                    String.format(Locale.ROOT, "%.2f", latencies.p50()),
                    String.format(Locale.ROOT, "p99 %.2f", latencies.p99()));
        }
    }

    private static void card(StringBuilder html, String what, String value, String more) {
        html.append("<div class=\"card\"><span>")
                .append(Html.escaped(what))
                .append("</span><b>")
                .append(Html.escaped(value))
                .append("</b><small>")
                .append(Html.escaped(more))
                .append("</small></div>");
    }

    private static String seconds(LoadResult result) {
        return String.format(Locale.ROOT, "over %.1f s", result.seconds());
    }

    private static String perThousand(LoadResult result, double cpu) {
        double operations = result.perSecond() * result.seconds();
        return operations < 1 ? "" : String.format(Locale.ROOT, "%.3f s for 1,000 operations", cpu / operations * 1000);
    }

    private static void table(StringBuilder html, LoadResult result) {
        html.append("<table><thead><tr><th>ms</th><th>count</th><th>mean</th><th>p50</th><th>p90</th><th>p99</th>"
                + "<th>p99.9</th><th>max</th></tr></thead><tbody>");
        row(html, "ack", result.acks());
        row(html, "remote", result.remotes());
        row(html, "open", result.opens());
        row(html, "join", result.joins());
        html.append("</tbody></table>");
    }

    private static void row(StringBuilder html, String what, Latencies latencies) {
        if (latencies.count() > 0) {
            html.append(String.format(
                    Locale.ROOT,
                    "<tr><th>%s</th><td>%,d</td><td>%.2f</td><td>%.2f</td><td>%.2f</td><td>%.2f</td><td>%.2f</td><td>%.2f</td></tr>",
                    what,
                    latencies.count(),
                    latencies.mean(),
                    latencies.p50(),
                    latencies.p90(),
                    latencies.p99(),
                    latencies.p999(),
                    latencies.max()));
        }
    }

    private static void trouble(StringBuilder html, Trouble trouble) {
        html.append("<dl>");
        count(html, "Told to wait", trouble.delayed());
        count(html, "Refused", trouble.refused());
        count(html, "Came back after a lost connection", trouble.reconnects());
        count(html, "Clients lost", trouble.lost());
        count(html, "Due and not sent in time", trouble.overdue());
        html.append("</dl>");
    }

    private static void count(StringBuilder html, String what, long count) {
        if (count > 0) {
            fact(html, what, String.format(Locale.ROOT, "%,d", count));
        }
    }

    private static void fact(StringBuilder html, String what, String value) {
        html.append("<dt>")
                .append(Html.escaped(what))
                .append("</dt><dd>")
                .append(Html.escaped(value))
                .append("</dd>");
    }

    private static String style() {
        try (InputStream css = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"))) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
