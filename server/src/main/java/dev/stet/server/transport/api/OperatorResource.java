package dev.stet.server.transport.api;

import dev.stet.server.auth.Audit;
import dev.stet.server.telemetry.LogLevels;
import dev.stet.server.telemetry.LogLevels.Level;
import dev.stet.server.telemetry.UnprocessableMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;

/** What whoever runs the server asks of it. Thread-safe. */
final class OperatorResource {
    static final String METRICS = "/metrics";
    private static final String ADMIN = "/api/v1/admin";
    /** The server's own loggers. What libraries say in detail may be what documents hold, or a token. */
    private static final String OWN = "dev.stet";

    private final ApiContext context;

    OperatorResource(ApiContext context) {
        this.context = context;
    }

    List<Route> routes() {
        return List.of(
                new Route(
                        "GET",
                        METRICS,
                        Requirement.ADMINISTRATOR,
                        exchange -> metrics(exchange, context.operator().metrics())),
                new Route("GET", ADMIN + "/log-level", Requirement.ADMINISTRATOR, this::level),
                new Route("PUT", ADMIN + "/log-level", Requirement.ADMINISTRATOR, this::setLevel),
                new Route("GET", ADMIN + "/unprocessable", Requirement.ADMINISTRATOR, this::unprocessable));
    }

    static void metrics(Exchange exchange, Supplier<String> metrics) throws IOException {
        exchange.put(HttpHeader.CACHE_CONTROL, "no-store")
                .answer(200, Operator.METRICS_TYPE, metrics.get().getBytes(StandardCharsets.UTF_8));
    }

    private void unprocessable(Exchange exchange) throws IOException {
        List<Map<String, Object>> messages = context.operator().telemetry().unprocessable().messages().stream()
                .map(OperatorResource::described)
                .toList();
        exchange.put(HttpHeader.CACHE_CONTROL, "no-store").json(200, Map.of("messages", messages));
    }

    private static Map<String, Object> described(UnprocessableMessage message) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("time", message.time().toString());
        described.put("session", message.session());
        described.put("user", message.user());
        message.document().ifPresent(document -> described.put("document", document));
        described.put("code", message.code());
        described.put("message", message.why());
        if (message.bytes() > 0) {
            described.put("bytes", message.bytes());
            described.put("shape", message.shape());
        }
        return described;
    }

    private LogLevels levels() {
        return context.operator().logLevels();
    }

    private void level(Exchange exchange) throws ApiException, IOException {
        String logger = own(exchange.query("logger"));
        answer(exchange, logger, levels().level(logger).orElseThrow(OperatorResource::fixed));
    }

    private void setLevel(Exchange exchange) throws ApiException, IOException {
        JsonBody body = JsonBody.of(exchange.body(context.maxBodyBytes()));
        String logger = own(body.text("logger"));
        Level level = body.text("level")
                .flatMap(name -> Arrays.stream(Level.values())
                        .filter(known -> known.name().equalsIgnoreCase(name))
                        .findFirst())
                .orElseThrow(
                        () -> new ApiException(Problem.BAD_MESSAGE, "a level is one of error, warn, info and debug"));
        if (!levels().set(logger, level)) {
            throw fixed();
        }
        Audit.administered(exchange.actor(), exchange.what() + " " + logger + " " + level, true);
        answer(exchange, logger, level);
    }

    private static String own(Optional<String> logger) throws ApiException {
        String name = logger.orElse(OWN);
        if (!name.equals(OWN) && !name.startsWith(OWN + ".")) {
            throw new ApiException(Problem.BAD_MESSAGE, "only loggers of the server itself are changed, logger=" + OWN);
        }
        return name;
    }

    private static ApiException fixed() {
        return new ApiException(Problem.NOT_CHANGEABLE, "what this server logs cannot be changed while it runs");
    }

    private static void answer(Exchange exchange, String logger, Level level) throws IOException {
        exchange.put(HttpHeader.CACHE_CONTROL, "no-store")
                .json(200, Map.of("logger", logger, "level", level.name().toLowerCase(Locale.ROOT)));
    }
}
