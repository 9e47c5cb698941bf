package dev.stet.ot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A client in a test that reads like a story. The screen is a second copy that knows only edits and effects. */
final class ClientScript {
    private final SyncClient<Rope, TextOperation> client;
    private final List<String> sent = new ArrayList<>();
    private final List<String> returned = new ArrayList<>();
    private Rope screen;

    private ClientScript(long revision, String text) {
        screen = Rope.of(text);
        client = new SyncClient<>(TextType.TEXT, revision, screen, 1);
    }

    static ClientScript clientOpens(long revision, String text) {
        return new ClientScript(revision, text);
    }

    ClientScript clientTypes(int at, String text) {
        return clientEdits(TextOperation.replace(at, 0, text));
    }

    ClientScript clientDeletes(int at, int count) {
        return clientEdits(TextOperation.replace(at, count, ""));
    }

    ClientScript clientEdits(TextOperation operation) {
        on(new ClientEvent.Edited<>(operation));
        screen = TextType.TEXT.apply(screen, operation);
        return thatAddsUp();
    }

    ClientScript otherTypes(long revision, int at, String text) {
        return serverApplies(revision, TextOperation.replace(at, 0, text));
    }

    ClientScript otherDeletes(long revision, int at, int count) {
        return serverApplies(revision, TextOperation.replace(at, count, ""));
    }

    ClientScript serverApplies(long revision, TextOperation operation) {
        return on(new ClientEvent.Applied<>(revision, operation)).thatAddsUp();
    }

    /** @param revision of the last of the operations */
    ClientScript serverAppliesAtOnce(long revision, TextOperation... operations) {
        return on(new ClientEvent.CaughtUp<>(revision, List.of(operations))).thatAddsUp();
    }

    ClientScript serverAcks(long sequence, long revision) {
        return on(new ClientEvent.Acknowledged<>(sequence, revision)).thatAddsUp();
    }

    ClientScript serverRefusesForGood(long sequence) {
        return on(new ClientEvent.Rejected<>(sequence)).thatAddsUp();
    }

    ClientScript retry() {
        return on(new ClientEvent.Retry<>()).thatAddsUp();
    }

    ClientScript loseConnection() {
        return on(new ClientEvent.Disconnected<>()).thatAddsUp();
    }

    ClientScript resume() {
        return on(new ClientEvent.Resumed<>(OptionalLong.empty())).thatAddsUp();
    }

    ClientScript resumeWithInFlightStoredAt(long revision) {
        return on(new ClientEvent.Resumed<>(OptionalLong.of(revision))).thatAddsUp();
    }

    ClientScript reload(long revision, String snapshot) {
        return on(new ClientEvent.Reloaded<>(revision, Rope.of(snapshot), false))
                .thatAddsUp();
    }

    ClientScript reloadWithInFlightStored(long revision, String snapshot) {
        return on(new ClientEvent.Reloaded<>(revision, Rope.of(snapshot), true)).thatAddsUp();
    }

    ClientScript on(ClientEvent<Rope, TextOperation> event) {
        for (ClientEffect<TextOperation> effect : client.on(event)) {
            switch (effect) {
                case ClientEffect.Submit<TextOperation>(var revision, var sequence, var operation) ->
                    sent.add("#" + sequence + " on " + revision + ": " + operation);
                case ClientEffect.Show<TextOperation>(var operation) -> screen = TextType.TEXT.apply(screen, operation);
                case ClientEffect.Returned<TextOperation>(var operation) -> returned.add(operation.toString());
            }
        }
        return this;
    }

    private ClientScript thatAddsUp() {
        Rope expected = client.state().base();
        if (client.state().inFlight().isPresent()) {
            expected = TextType.TEXT.apply(
                    expected, client.state().inFlight().get().operation());
        }
        if (client.state().buffer().isPresent()) {
            expected = TextType.TEXT.apply(expected, client.state().buffer().get());
        }
        assertThat(client.shown()).as("base, in flight, buffer").isEqualTo(expected);
        assertThat(screen).as("edits and effects").isEqualTo(expected);
        return this;
    }

    ClientScript shows(String text) {
        assertThat(client.shown()).hasToString(text);
        return this;
    }

    /** Checks what was sent since this was asked last: {@code #sequence on revision: operation}. */
    ClientScript sends(String... submissions) {
        assertThat(sent).containsExactly(submissions);
        sent.clear();
        return this;
    }

    ClientScript returns(String... operations) {
        assertThat(returned).containsExactly(operations);
        returned.clear();
        return this;
    }

    ClientScript is(Class<?> state, long revision) {
        assertThat(client.state()).isInstanceOf(state);
        assertThat(client.state().revision()).isEqualTo(revision);
        return this;
    }

    SyncClient<Rope, TextOperation> client() {
        return client;
    }
}
