package dev.stet.cli.load.report;

import dev.stet.cli.load.Latencies;
import dev.stet.cli.load.LoadResult;
import dev.stet.cli.load.Pace;
import dev.stet.cli.load.Sample;
import dev.stet.cli.load.Trouble;
import dev.stet.cli.load.Verdict;
import dev.stet.cli.load.Workload;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A report as JSON. Times are milliseconds unless their name says otherwise; what is not known is left out. */
public final class JsonReport {
    private JsonReport() {}

    /** Returns the report as one JSON object. */
    public static String of(LoadReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", report.command());
        json.put("server", report.server());
        json.put("machine", report.machine());
        json.put("at", report.at().toString());
        json.put("results", report.results().stream().map(JsonReport::result).toList());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }

    private static Map<String, Object> result(LoadResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", result.name());
        json.put("workload", workload(result.workload()));
        json.put("seconds", result.seconds());
        json.put("operationsPerSecond", result.perSecond());
        latencies(json, "ack", result.acks());
        latencies(json, "remote", result.remotes());
        latencies(json, "open", result.opens());
        latencies(json, "join", result.joins());
        result.serverCpuSeconds().ifPresent(cpu -> json.put("serverCpuSeconds", cpu));
        json.put("generatorCpuSeconds", result.ownCpuSeconds());
        result.stolenCpuSeconds().ifPresent(cpu -> json.put("stolenCpuSeconds", cpu));
        if (!result.memory().isEmpty()) {
            json.put("serverMemoryBytes", result.memory());
        }
        json.put("trouble", trouble(result.trouble()));
        json.put("verdict", verdict(result.verdict()));
        json.put("endedEarly", result.interrupted());
        json.put("samples", result.samples().stream().map(JsonReport::sample).toList());
        return json;
    }

    private static Map<String, Object> workload(Workload workload) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("documents", workload.documents());
        json.put("writersPerDocument", workload.writers());
        json.put("readersPerDocument", workload.readers());
        json.put("visitors", workload.visitors());
        switch (workload.pace()) {
            case Pace.Fixed(double perSecond) -> json.put("operationsPerSecondOfAWriter", perSecond);
            case Pace.AfterAck closed -> json.put("thinkTime", closed.think().toMillis());
        }
        json.put("characters", workload.characters());
        json.put("history", workload.history());
        json.put("docType", workload.type());
        json.put("shareOfDeletes", workload.mix().deletes());
        json.put("operationsInARun", workload.mix().run());
        workload.mix().trace().ifPresent(trace -> json.put("trace", trace.name()));
        json.put("warmUp", workload.warmUp().toMillis());
        json.put("duration", workload.duration().toMillis());
        return json;
    }

    private static void latencies(Map<String, Object> json, String name, Latencies latencies) {
        if (latencies.count() > 0) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("count", latencies.count());
            each.put("mean", latencies.mean());
            each.put("p50", latencies.p50());
            each.put("p90", latencies.p90());
            each.put("p99", latencies.p99());
            each.put("p99.9", latencies.p999());
            each.put("max", latencies.max());
            json.put(name, each);
        }
    }

    private static Map<String, Object> trouble(Trouble trouble) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("toldToWait", trouble.delayed());
        json.put("refused", trouble.refused());
        json.put("reconnects", trouble.reconnects());
        json.put("lostClients", trouble.lost());
        json.put("overdue", trouble.overdue());
        return json;
    }

    private static Map<String, Object> verdict(Verdict verdict) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("good", verdict.isGood());
        json.put("documents", verdict.documents());
        json.put("clients", verdict.clients());
        json.put("operations", verdict.operations());
        json.put("findings", verdict.findings());
        return json;
    }

    private static Map<String, Object> sample(Sample sample) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("atSeconds", sample.atSeconds());
        json.put("warmUp", sample.warmUp());
        json.put("perSecond", sample.perSecond());
        json.put("p50", sample.p50());
        json.put("p99", sample.p99());
        json.put("remoteP99", sample.remoteP99());
        if (sample.serverCores() >= 0) {
            json.put("serverProcessors", sample.serverCores());
        }
        if (sample.serverMemory() >= 0) {
            json.put("serverMemoryBytes", sample.serverMemory());
        }
        return json;
    }
}
