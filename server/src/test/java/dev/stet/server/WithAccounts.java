package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.auth.TestAccounts;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server with accounts, where Ada owns the minutes and has them open. */
abstract class WithAccounts {
    @TempDir
    Path folder;

    TestAccounts accounts;
    StetServer server;
    Http http;
    RawClient ada;

    @BeforeEach
    void start() throws Exception {
        accounts = new TestAccounts(folder);
        start(accounts.settings());
        ada = connect("ada");
        ada.open("minutes");
    }

    ServerConfig config(AuthSettings settings) {
        return ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder.resolve("data"))
                .with(settings);
    }

    void start(AuthSettings settings) throws StartFailedException {
        server = StetServer.start(config(settings));
        http = new Http(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    RawClient connect(String user) throws Exception {
        return RawClient.connect(server.address(), "browser-of-" + user, accounts.token(user));
    }

    Http.Answer as(String user, String method, String path, String body, String... headers) throws Exception {
        Map<String, String> all = new java.util.HashMap<>();
        all.put("Authorization", "Bearer " + accounts.token(user));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return http.send(method, "/api/v1/documents" + path, body, all);
    }

    /** Ada says who is what to the minutes, beside herself. */
    void list(String users) throws Exception {
        String body = "{\"users\":{\"ada\":\"owner\"" + (users.isEmpty() ? "" : "," + users) + "}}";
        Http.Answer answer = as("ada", "PUT", "/minutes/access", body, "If-Match", "*");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    static void tryToOpen(RawClient client, String doc, String more) throws Exception {
        client.send("{\"type\":\"doc:open\",\"id\":\"o\",\"doc\":\"" + doc + "\"" + more + "}");
    }

    JsonNode share(String body) throws Exception {
        Http.Answer made = as("ada", "POST", "/minutes/shares", body);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json();
    }

    static String with(JsonNode share) {
        return ",\"share\":\"" + share.get("secret").asString() + "\"";
    }
}
