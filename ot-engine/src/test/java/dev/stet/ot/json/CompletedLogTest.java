package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.sync.AuthorityEvent;
import dev.stet.ot.sync.AuthorityLimits;
import dev.stet.ot.sync.ClientEffect;
import dev.stet.ot.sync.ClientEvent;
import dev.stet.ot.sync.DocumentAuthority;
import dev.stet.ot.sync.OperationId;
import dev.stet.ot.sync.Submission;
import dev.stet.ot.sync.SyncClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a put replaces may be left unsaid; in the log it is said. */
class CompletedLogTest {
    private static final JsonValue DOCUMENT = JsonValue.of(Map.of("a", 1));
    private static final JsonOperation PUT = JSON0.decode(List.of(Map.of("p", List.of("a"), "oi", 2)));
    private static final List<Object> COMPLETE = List.of(Map.of("p", List.of("a"), "od", 1, "oi", 2));

    @Test
    void theAuthorityCompletesWhatEntersTheLog() {
        DocumentAuthority<JsonValue, JsonOperation> authority =
                new DocumentAuthority<>(JSON0, AuthorityLimits.none(), 0, DOCUMENT);
        authority.on(new AuthorityEvent.Submitted<>(
                new Submission<>(new OperationId("ann", 1), 0, "ann", 0, PUT, Optional.empty())));
        assertThat(authority.entry(1).operation()).isEqualTo(JSON0.decode(COMPLETE));
    }

    @Test
    void theClientCompletesWhatItSubmitsAndComposes() {
        SyncClient<JsonValue, JsonOperation> client = new SyncClient<>(JSON0, 0, DOCUMENT, 1);
        assertThat(client.on(new ClientEvent.Edited<>(PUT)))
                .containsExactly(new ClientEffect.Submit<>(0, 1, JSON0.decode(COMPLETE)));
        client.on(new ClientEvent.Edited<>(PUT));
        client.on(new ClientEvent.Edited<>(JSON0.decode(List.of(Map.of("p", List.of("a"), "od", 2)))));
        assertThat(client.on(new ClientEvent.Acknowledged<>(1, 1)))
                .containsExactly(
                        new ClientEffect.Submit<>(1, 2, JSON0.decode(List.of(Map.of("p", List.of("a"), "od", 2)))));
        assertThat(client.shown()).isEqualTo(JsonValue.of(Map.of()));
    }
}
