package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stet.ot.json.JsonValue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents of every type are opened, edited, stored, read again and shown, through real sockets and a real store. */
class DocumentTypesTest extends InBothEncodings {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int MAX_DOCUMENT_SIZE = 5_000;

    @TempDir
    Path folder;

    StetServer server;

    @BeforeEach
    void start() throws Exception {
        Limits limits = new Limits(1 << 16, 1 << 14, MAX_DOCUMENT_SIZE, 4, 256, 100, 100, 100, 1 << 20, 1000);
        Timing timing = new Timing(
                Duration.ofSeconds(15), Duration.ofMillis(100), 2, Duration.ofMillis(50), Duration.ofSeconds(5));
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder)
                .with(limits)
                .with(timing));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static List<DocumentTypeSample> types() {
        return DocumentTypeSample.all();
    }

    private void edit(DocumentTypeSample type) throws Exception {
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            assertThat(ada.open("doc", type.name()))
                    .containsEntry("docType", type.name())
                    .containsEntry("snapshot", type.empty());
            ada.submit("doc", 0, 1, type.first());
            ada.expect("op:ack");
            ada.submit("doc", 0, 2, type.second());
            assertThat(ada.expect("op:ack")).containsEntry("revision", 2);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aDocumentIsOpenedByTheNameAndByTheUriOfItsType(DocumentTypeSample type) throws Exception {
        edit(type);
        try (RawClient grace = RawClient.connect(server, "grace-01")) {
            assertThat(grace.open("doc", type.uri()))
                    .containsEntry("docType", type.name())
                    .containsEntry("snapshot", type.snapshot());
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aDocumentIsNotOpenedWithAnotherType(DocumentTypeSample type) throws Exception {
        edit(type);
        try (RawClient grace = RawClient.connect(server, "grace-01")) {
            for (DocumentTypeSample other : types()) {
                if (!other.equals(type)) {
                    grace.send("{\"type\":\"doc:open\",\"doc\":\"doc\",\"docType\":\"" + other.name() + "\"}");
                    assertThat(grace.expectError("doc_type_mismatch")).containsEntry("doc", "doc");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aDocumentIsReadAgainFromItsSnapshotAndAfterARestart(DocumentTypeSample type) throws Exception {
        edit(type);
        await().untilAsserted(() -> assertThat(server.openDocuments()).isZero());
        try (RawClient grace = RawClient.connect(server, "grace-01")) {
            assertThat(grace.open("doc", type.name())).containsEntry("snapshot", type.snapshot());
        }
        server.close();
        start();
        try (RawClient grace = RawClient.connect(server, "grace-01")) {
            assertThat(grace.open("doc", type.name()))
                    .containsEntry("revision", 2)
                    .containsEntry("snapshot", type.snapshot());
        }
    }

    /** No {@code double} is this sum; what says that it takes it away must still name it. */
    @Test
    void aSumIsStoredDigitByDigit() throws Exception {
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("doc", "json0");
            ada.submit("doc", 0, 1, "[{\"p\":[],\"oi\":{\"n\":100000000000000000000}}]");
            ada.expect("op:ack");
            ada.submit("doc", 1, 2, "[{\"p\":[\"n\"],\"na\":0.1}]");
            ada.expect("op:ack");
        }
        await().untilAsserted(() -> assertThat(server.openDocuments()).isZero());
        server.close();
        start();
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("doc", "json0");
            ada.submit("doc", 2, 3, "[{\"p\":[\"n\"],\"od\":100000000000000000000.1}]");
            assertThat(ada.expect("op:ack")).containsEntry("revision", 3);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aDocumentIsReadOverHttp(DocumentTypeSample type) throws Exception {
        edit(type);
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/documents/doc"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(type.contentType());
        assertThat(answer.headers().firstValue("Stet-Document-Type")).hasValue(type.name());
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"2\"");
        assertThat(answer.body()).isEqualTo(type.content());
    }

    @ParameterizedTest
    @MethodSource("types")
    void aSelectionIsMovedOverWhatOthersDoWhereverItIs(DocumentTypeSample type) throws Exception {
        edit(type);
        try (RawClient ada = RawClient.connect(server, "ada-0001");
                RawClient grace = RawClient.connect(server, "grace-01")) {
            ada.open("doc", type.name());
            ada.send("{\"type\":\"presence:update\",\"doc\":\"doc\",\"revision\":2,\"selection\":" + type.selection()
                    + "}");
            ada.untilPong();
            ada.submit("doc", 2, 3, type.before());
            ada.expect("op:ack");
            assertThat(grace.open("doc", type.name()).get("participants"))
                    .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                    .singleElement()
                    .extracting(participant -> participant.get("selection"))
                    .isEqualTo(RawClient.json(type.moved()));
        }
    }

    @Test
    void aSelectionWhosePlaceIsTakenAwayMeanwhileIsNone() throws Exception {
        try (RawClient ada = RawClient.connect(server, "ada-0001");
                RawClient grace = RawClient.connect(server, "grace-01")) {
            ada.open("doc", "json0");
            ada.submit("doc", 0, 1, "[{\"p\":[],\"oi\":[\"text\"]}]");
            ada.expect("op:ack");
            ada.submit("doc", 1, 2, "[{\"p\":[0],\"ld\":\"text\"}]");
            ada.expect("op:ack");
            String present = "{\"type\":\"presence:update\",\"doc\":\"doc\",\"revision\":REV,"
                    + "\"selection\":{\"path\":[0],\"anchor\":1,\"head\":2}}";
            ada.send(present.replace("REV", "2"));
            ada.expectError("invalid_selection");
            ada.send(present.replace("REV", "1"));
            assertThat(ada.untilPong()).isEmpty();
            assertThat(grace.open("doc", "json0").get("participants"))
                    .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                    .singleElement()
                    .satisfies(participant ->
                            assertThat(participant.get("selection")).isNull());
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void anOperationThatDoesNotFitIsRefusedWithItsRule(DocumentTypeSample type) throws Exception {
        edit(type);
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("doc", type.name());
            for (String invalid : List.of(type.invalid(), "{}", "[null]", "[7.5]", "[[]]", "\"x\"", "true")) {
                ada.submit("doc", 2, 9, invalid);
                String rule = invalid.equals(type.invalid()) ? type.rule() : "malformed";
                assertThat(ada.expectError("invalid_operation")).as(invalid).containsEntry("rule", rule);
            }
            ada.submit("doc", 2, 9, type.before());
            ada.expect("op:ack");
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aDocumentGrowsToItsLimitAndNoFurther(DocumentTypeSample type) throws Exception {
        edit(type);
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("doc", type.name());
            ada.submit("doc", 2, 3, inserting(type, "x".repeat(MAX_DOCUMENT_SIZE - 500)));
            ada.expect("op:ack");
            ada.submit("doc", 3, 4, inserting(type, "y".repeat(500)));
            assertThat(ada.expectError("document_too_large")).containsEntry("seq", 4);
        }
    }

    private static String inserting(DocumentTypeSample type, String text) {
        return switch (type.name()) {
            case "rich-text" -> "[{\"insert\":\"" + text + "\"}]";
            case "json0" -> "[{\"p\":[\"list\",0],\"li\":\"" + text + "\"}]";
            default -> "[\"" + text + "\"]";
        };
    }

    @Test
    void theDeepestDocumentTravelsBothWaysAndIsStored() throws Exception {
        String deepest = "[".repeat(JsonValue.MAX_DEPTH) + "]".repeat(JsonValue.MAX_DEPTH);
        try (RawClient ada = RawClient.connect(server, "ada-0001");
                RawClient grace = RawClient.connect(server, "grace-01")) {
            ada.open("deep", "json0");
            grace.open("deep", "json0");
            ada.submit("deep", 0, 1, "[{\"p\":[],\"oi\":[" + deepest + "]}]");
            assertThat(ada.expectError("invalid_operation")).containsEntry("rule", "too_deep");
            ada.submit("deep", 0, 2, "[{\"p\":[],\"oi\":" + deepest + "}]");
            ada.expect("op:ack");
            assertThat(grace.expect("op:applied")).containsEntry("revision", 1);
            ada.submit("deep", 1, 3, "[]");
            ada.expect("op:ack");
        }
        await().untilAsserted(() -> assertThat(server.openDocuments()).isZero());
        server.close();
        start();
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            assertThat(ada.open("deep", "json0")).containsEntry("snapshot", RawClient.json(deepest));
        }
    }
}
