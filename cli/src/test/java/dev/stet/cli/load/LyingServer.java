package dev.stet.cli.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Passes on what another server says over HTTP, and changes documents or logs on the way. */
final class LyingServer implements AutoCloseable {
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI honest;
    private final UnaryOperator<String> document;
    private final UnaryOperator<String> log;

    LyingServer(URI honest, UnaryOperator<String> document, UnaryOperator<String> log) throws IOException {
        this.honest = honest;
        this.document = document;
        this.log = log;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void pass(HttpExchange exchange) throws IOException {
        HttpResponse<String> answer;
        try {
            answer = client.send(
                    HttpRequest.newBuilder(honest.resolve(exchange.getRequestURI()))
                            .header(
                                    "Accept",
                                    exchange.getRequestHeaders()
                                            .getOrDefault("Accept", List.of("*/*"))
                                            .getFirst())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        boolean isLog = exchange.getRequestURI().getPath().endsWith("/operations");
        byte[] body = (isLog ? log : document).apply(answer.body()).getBytes(StandardCharsets.UTF_8);
        answer.headers().map().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("stet-") || lower.equals("content-type")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
    }
}
