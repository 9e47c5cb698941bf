package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input gets a coded error and harms only its sender, whose connection stays open. */
class BadInputTest {
    /** Small enough to reach. */
    private static final Limits LIMITS = new Limits(4096, 512, 1000, 2, 64, 100, 100, 100, 1 << 20, 1000);

    StetServer server;
    RawClient bad;
    RawClient honest;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(data).with(LIMITS));
        bad = RawClient.connect(server, "bad-client");
        honest = RawClient.connect(server, "honest-client");
        honest.open("minutes");
        honest.submit("minutes", 0, 1, "[\"a\uD83D\uDE00b\"]");
        honest.expect("op:ack");
        bad.open("minutes");
        honest.untilPong();
    }

    @AfterEach
    void everybodyElseWorksOn() throws Exception {
        bad.untilPong();
        honest.submit("minutes", 1, 2, "[\"still here\"]");
        assertThat(honest.expect("op:ack")).containsEntry("seq", 2);
        honest.close();
        bad.close();
        server.close();
    }

    static Stream<Arguments> refusedFrames() {
        String submit = "{\"type\":\"op:submit\",\"doc\":\"minutes\",\"revision\":1,\"seq\":1,\"op\":[\"x\"]";
        String present = "{\"type\":\"presence:update\",\"doc\":\"minutes\",\"revision\":1";
        String open = "{\"type\":\"doc:open\",\"doc\":\"other\"";
        return Stream.of(
                Arguments.of("bad_json", "hello"),
                Arguments.of("bad_json", ""),
                Arguments.of("bad_json", "{\"type\":\"ping\""),
                Arguments.of("bad_json", "{\"type\":\"ping\"}{\"type\":\"ping\"}"),
                Arguments.of("bad_json", "[".repeat(2000)),
                Arguments.of("bad_message", "[{\"type\":\"ping\"}]"),
                Arguments.of("bad_message", "null"),
                Arguments.of("bad_message", "\"ping\""),
                Arguments.of("bad_message", "17"),
                Arguments.of("bad_message", "{}"),
                Arguments.of("bad_message", "{\"type\":7}"),
                Arguments.of("bad_message", "{\"type\":null}"),
                Arguments.of("unknown_message", "{\"type\":\"doc:delete\"}"),
                Arguments.of("unknown_message", "{\"type\":\"" + "x".repeat(39) + "\uD83D\uDE00\"}"),
                Arguments.of("unknown_message", "{\"type\":\"\\ud83d\"}"),
                Arguments.of("bad_message", "{\"type\":\"doc:open\"}"),
                Arguments.of("bad_message", "{\"type\":\"doc:open\",\"doc\":\"\"}"),
                Arguments.of("bad_message", "{\"type\":\"doc:open\",\"doc\":\"a b\"}"),
                Arguments.of("bad_message", "{\"type\":\"doc:open\",\"doc\":\"" + "d".repeat(129) + "\"}"),
                Arguments.of("bad_message", "{\"type\":\"doc:open\",\"doc\":[\"a\"]}"),
                Arguments.of("bad_message", open + ",\"docType\":5}"),
                Arguments.of("bad_message", open + ",\"create\":\"yes\"}"),
                Arguments.of("bad_message", open + ",\"since\":-1}"),
                Arguments.of("bad_message", open + ",\"since\":1.5}"),
                Arguments.of("bad_message", open + ",\"since\":null}"),
                Arguments.of("bad_message", open + ",\"since\":0,\"inFlight\":0}"),
                Arguments.of("bad_message", open + ",\"since\":9007199254740992}"),
                Arguments.of("unknown_doc_type", open + ",\"docType\":\"spreadsheet\"}"),
                Arguments.of("unknown_doc_type", open + ",\"docType\":\"" + "x".repeat(79) + "\uD83D\uDE00\"}"),
                Arguments.of("doc_not_found", open + "}"),
                Arguments.of("doc_already_open", "{\"type\":\"doc:open\",\"doc\":\"minutes\"}"),
                Arguments.of("bad_message", "{\"type\":\"doc:close\"}"),
                Arguments.of("doc_not_open", "{\"type\":\"doc:close\",\"doc\":\"other\"}"),
                Arguments.of("doc_not_open", submit.replace("minutes", "other") + "}"),
                Arguments.of("doc_not_open", present.replace("minutes", "other") + "}"),
                Arguments.of("bad_message", submit.replace("\"doc\":\"minutes\",", "") + "}"),
                Arguments.of("bad_message", submit.replace("\"revision\":1,", "") + "}"),
                Arguments.of("bad_message", submit.replace("\"revision\":1", "\"revision\":-1") + "}"),
                Arguments.of("bad_message", submit.replace("\"revision\":1", "\"revision\":\"1\"") + "}"),
                Arguments.of("bad_message", submit.replace("\"revision\":1", "\"revision\":1e99") + "}"),
                Arguments.of(
                        "bad_message", submit.replace("\"revision\":1", "\"revision\":123456789012345678901") + "}"),
                Arguments.of("bad_message", submit.replace("\"seq\":1", "\"seq\":0") + "}"),
                Arguments.of("bad_message", submit.replace("\"seq\":1", "\"seq\":-5") + "}"),
                Arguments.of("bad_message", submit.replace(",\"op\":[\"x\"]", "") + "}"),
                Arguments.of("bad_message", submit + ",\"selection\":5}"),
                Arguments.of("bad_message", submit + ",\"selection\":{\"anchor\":1}}"),
                Arguments.of("bad_message", submit + ",\"selection\":{\"anchor\":-1,\"head\":0}}"),
                Arguments.of("bad_message", submit + ",\"selection\":{\"anchor\":3000000000,\"head\":0}}"),
                Arguments.of("bad_message", submit + ",\"selection\":{\"path\":5,\"anchor\":1,\"head\":0}}"),
                Arguments.of("bad_message", submit + ",\"selection\":{\"path\":[1.5],\"anchor\":1,\"head\":0}}"),
                Arguments.of("revision_ahead", submit.replace("\"revision\":1", "\"revision\":2") + "}"),
                Arguments.of("revision_ahead", submit.replace("\"revision\":1", "\"revision\":9007199254740991") + "}"),
                Arguments.of("revision_ahead", present.replace("\"revision\":1", "\"revision\":2") + "}"),
                Arguments.of("invalid_selection", present + ",\"selection\":{\"anchor\":5,\"head\":0}}"),
                Arguments.of("invalid_selection", present + ",\"selection\":{\"anchor\":0,\"head\":2147483647}}"),
                Arguments.of("invalid_selection", present + ",\"selection\":{\"anchor\":2,\"head\":2}}"),
                Arguments.of("invalid_selection", present + ",\"selection\":{\"path\":[1],\"anchor\":0,\"head\":0}}"),
                Arguments.of("bad_message", present + ",\"state\":[1]}"),
                Arguments.of("bad_message", present + ",\"state\":\"Ada\"}"),
                Arguments.of("bad_message", present + ",\"state\":{\"name\":\"\\ud83d\"}}"),
                Arguments.of("bad_json", present + ",\"state\":{\"\\ude00\":[\"name\"]}}"));
    }

    @ParameterizedTest
    @MethodSource("refusedFrames")
    void aFrameIsRefusedWithACode(String code, String frame) throws Exception {
        bad.send(frame);
        assertThat(bad.expectError(code)).containsEntry("retryable", false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | malformed",
                "5 | malformed",
                "{} | malformed",
                "[null] | malformed",
                "[{\"d\":\"x\"}] | malformed",
                "[{\"d\":1e400}] | malformed",
                "[0,\"x\"] | empty_component",
                "[-1,\"x\"] | malformed",
                "[4] | not_canonical",
                "[1,1,\"x\"] | not_canonical",
                "[5,\"x\"] | past_the_end",
                "[{\"d\":5}] | past_the_end",
                "[123456789012345678901,\"x\"] | malformed",
                "[2,\"x\"] | splits_surrogate_pair",
                "[1,{\"d\":1}] | splits_surrogate_pair",
                "[\"\\ud83d\"] | lone_surrogate",
                "[\"\\ude00\\ud83d\"] | lone_surrogate"
            })
    void anInvalidOperationIsRefusedWithTheRuleItBreaks(String operation, String rule) throws Exception {
        bad.send("{\"type\":\"op:submit\",\"id\":\"m\",\"doc\":\"minutes\",\"revision\":1,\"seq\":3,\"op\":" + operation
                + "}");
        Map<String, Object> error = bad.expectError("invalid_operation");
        assertThat(error)
                .containsEntry("seq", 3)
                .containsEntry("doc", "minutes")
                .containsEntry("re", "m");
        assertThat(error).extractingByKey("rule").isIn(rule, "too_large", "malformed", "empty_component");
    }

    @Test
    void anIdThatCannotBeRepeatedIsNot() throws Exception {
        bad.send("{\"type\":\"ping\",\"id\":\"\\ud83d\"}");
        assertThat(bad.expect("pong")).doesNotContainKey("re");
        bad.send("{\"type\":\"ping\",\"id\":\"" + "i".repeat(65) + "\"}");
        assertThat(bad.expect("pong")).doesNotContainKey("re");
        bad.send("{\"type\":\"ping\",\"id\":\"" + "i".repeat(64) + "\"}");
        assertThat(bad.expect("pong")).containsKey("re");
    }

    @Test
    void everyErrorRepeatsTheIdOfItsMessage() throws Exception {
        for (String message : List.of(
                "\"type\":\"doc:open\",\"doc\":\"other\"",
                "\"type\":\"doc:close\",\"doc\":\"other\"",
                "\"type\":\"op:submit\",\"doc\":\"minutes\",\"revision\":1,\"seq\":1,\"op\":[9,\"x\"]",
                "\"type\":\"op:submit\",\"doc\":\"minutes\",\"revision\":7,\"seq\":1,\"op\":[\"x\"]",
                "\"type\":\"presence:update\",\"doc\":\"minutes\",\"revision\":7",
                "\"type\":\"presence:update\",\"doc\":\"minutes\",\"revision\":1,\"selection\":{\"anchor\":9,\"head\":9}",
                "\"type\":\"nonsense\"")) {
            bad.send("{\"id\":\"q-1\"," + message + "}");
            assertThat(bad.expect("error")).as(message).containsEntry("re", "q-1");
        }
    }

    @Test
    void asManyDocumentsAsTheLimitAreOpenAndNotOneMore() throws Exception {
        bad.open("second");
        bad.send("{\"type\":\"doc:open\",\"doc\":\"third\",\"create\":true}");
        bad.expectError("too_many_documents");
        bad.send("{\"type\":\"doc:close\",\"doc\":\"second\"}");
        bad.expect("doc:closed");
        bad.open("third");
    }

    @Test
    void aDocumentKeepsItsType() throws Exception {
        bad.send(
                "{\"type\":\"doc:open\",\"doc\":\"second\",\"docType\":\"http://sharejs.org/types/textv1\",\"create\":true}");
        assertThat(bad.expect("doc:opened")).containsEntry("docType", "text");
    }

    @Test
    void anOperationMayBeAsLongAsTheLimitAndNoLonger() throws Exception {
        bad.submit("minutes", 1, 1, "[\"" + "x".repeat(512 - 4) + "\"]");
        bad.expect("op:ack");
        bad.submit("minutes", 1, 2, "[\"" + "x".repeat(512 - 3) + "\"]");
        assertThat(bad.expectError("operation_too_large")).containsEntry("seq", 2);
        bad.submit("minutes", 1, 3, "[\"" + "x".repeat(600) + "\\ud83d\"]");
        bad.expect("error");
    }

    @Test
    void aDocumentMayBeAsLargeAsTheLimitAndNoLarger() throws Exception {
        bad.submit("minutes", 1, 1, "[\"" + "x".repeat(500) + "\"]");
        bad.expect("op:ack");
        bad.submit("minutes", 2, 2, "[\"" + "x".repeat(497) + "\"]");
        assertThat(bad.expectError("document_too_large")).containsEntry("seq", 2);
        bad.submit("minutes", 2, 3, "[\"" + "x".repeat(496) + "\"]");
        bad.expect("op:ack");
        bad.submit("minutes", 3, 4, "[\"x\"]");
        bad.expectError("document_too_large");
        bad.submit("minutes", 3, 5, "[{\"d\":100}]");
        bad.expect("op:ack");
    }

    @Test
    void aStateMayBeAsLongAsTheLimitAndNoLonger() throws Exception {
        String fits = "{\"name\":\"" + "x".repeat(64 - 11) + "\"}";
        bad.send("{\"type\":\"presence:update\",\"doc\":\"minutes\",\"revision\":1,\"state\":" + fits + "}");
        assertThat(honest.expect("presence:changed")).containsKey("participants");
        bad.send("{\"type\":\"presence:update\",\"doc\":\"minutes\",\"revision\":1,\"state\":"
                + fits.replace("name", "names") + "}");
        bad.expectError("state_too_large");
    }
}
