package dev.stet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import dev.stet.server.ServerConfig;
import dev.stet.server.StetServer;
import dev.stet.server.auth.TestAccounts;
import dev.stet.server.protocol.ErrorCode;
import dev.stet.server.protocol.ServerMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client on a server with accounts. */
@Timeout(300)
class TokenTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final ClientRuntime runtime = new ClientRuntime();
    private TestAccounts accounts;
    private StetServer server;

    @BeforeEach
    void start() throws Exception {
        accounts = new TestAccounts(folder);
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder.resolve("data"))
                .with(accounts.settings().withRenewalNotice(Duration.ofSeconds(4))));
    }

    @AfterEach
    void stop() {
        runtime.close();
        server.close();
    }

    private String token(String user, Duration validFor) {
        return accounts.token(user, validFor);
    }

    private StetClient connect(TokenSupplier tokens) {
        return StetClient.connect(
                runtime, server.address(), ClientOptions.fresh().with(tokens));
    }

    private static ClientDocument<Rope, TextOperation> open(
            StetClient client, DocumentListener<Rope, TextOperation> listener) throws Exception {
        return client.open("minutes", TextType.TEXT, listener).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aClientRenewsItsTokenByItselfAndIsNeverOffline() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        StetClient client = connect(() -> {
            asked.incrementAndGet();
            return CompletableFuture.completedFuture(token("ada", Duration.ofSeconds(6)));
        });
        ClientDocument<Rope, TextOperation> document = open(client, new DocumentListener<>() {});
        CopyOnWriteArrayList<Boolean> online = new CopyOnWriteArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            online.add(client.isOnline());
            return asked.get() >= 4; // the first token, and three more: far beyond the end of the first
        });
        assertThat(online).doesNotContain(false);
        document.edit(shown -> TextOperation.replace(0, 0, "x"));
        assertThat(document.awaitSynchronized(PATIENCE).shown().toString()).isEqualTo("x");
    }

    @Test
    void aTokenThatIsNotTakenEndsTheClientAfterAnotherOneWasTried() {
        AtomicInteger asked = new AtomicInteger();
        StetClient client = connect(() -> {
            asked.incrementAndGet();
            return CompletableFuture.completedFuture("nonsense");
        });
        assertThatThrownBy(() -> open(client, new DocumentListener<>() {}))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("status=401");
        assertThat(asked).hasValue(2);
    }

    @Test
    void anEditThatTheRoleDoesNotAllowComesBackToItsAuthor() throws Exception {
        StetClient ada = connect(() -> CompletableFuture.completedFuture(token("ada", Duration.ofHours(1))));
        open(ada, new DocumentListener<>() {});
        setRole("editor");
        CopyOnWriteArrayList<TextOperation> returned = new CopyOnWriteArrayList<>();
        CopyOnWriteArrayList<ErrorCode> codes = new CopyOnWriteArrayList<>();
        StetClient bob = connect(() -> CompletableFuture.completedFuture(token("bob", Duration.ofHours(1))));
        ClientDocument<Rope, TextOperation> document = open(bob, new DocumentListener<>() {
            @Override
            public void returned(TextOperation operation, ServerMessage.Failure why) {
                returned.add(operation);
                codes.add(why.code());
            }
        });
        document.edit(shown -> TextOperation.replace(0, 0, "kept"));
        document.awaitSynchronized(PATIENCE);
        setRole("viewer");
        TextOperation late = TextOperation.replace(4, 0, " back");
        document.edit(shown -> late);
        await().atMost(PATIENCE).until(() -> !returned.isEmpty());
        assertThat(returned).containsExactly(late);
        assertThat(codes).isEqualTo(List.of(ErrorCode.FORBIDDEN));
        assertThat(document.awaitSynchronized(PATIENCE).shown().toString()).isEqualTo("kept");
    }

    private void setRole(String role) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/documents/minutes/access"))
                .header("Authorization", "Bearer " + token("ada", Duration.ofMinutes(1)))
                .header("If-Match", "*")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"users\":{\"ada\":\"owner\",\"bob\":\"" + role + "\"}}"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void documentsOverHttpAreThoseOfTheTokensUser() throws Exception {
        open(
                connect(() -> CompletableFuture.completedFuture(token("ada", Duration.ofHours(1)))),
                new DocumentListener<>() {});
        try (HttpDocuments ada = new HttpDocuments(server.address(), Optional.of(token("ada", PATIENCE)));
                HttpDocuments eve = new HttpDocuments(server.address(), Optional.of(token("eve", PATIENCE)));
                HttpDocuments nobody = new HttpDocuments(server.address())) {
            assertThat(ada.content("minutes")).contains("");
            assertThatThrownBy(() -> eve.content("minutes")).hasMessageContaining("you may not");
            assertThatThrownBy(() -> nobody.content("minutes")).hasMessageContaining("token");
        }
    }
}
