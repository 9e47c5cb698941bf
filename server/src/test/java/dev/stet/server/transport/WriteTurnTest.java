package dev.stet.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.WritePendingException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WriteTurnTest {
    private final WriteTurn turn = new WriteTurn();
    private final List<String> written = new ArrayList<>();

    @Test
    void whoeverComesMeanwhileIsNext() {
        turn.take(() -> written.add("first"));
        turn.take(() -> written.add("second"));
        assertThat(written).containsExactly("first");
        turn.done();
        assertThat(written).containsExactly("first", "second");
        turn.take(() -> written.add("third"));
        assertThat(written).hasSize(2);
        turn.done();
        assertThat(written).containsExactly("first", "second", "third");
    }

    @Test
    void aWriteThatIsDoneAtOnceMakesWayForTheNext() {
        turn.take(() -> written.add("under way"));
        turn.take(() -> {
            written.add("at once");
            turn.done();
        });
        turn.done();
        turn.take(() -> written.add("free again"));
        assertThat(written).containsExactly("under way", "at once", "free again");
    }

    @Test
    void aThirdIsRefusedAndTheOneThatWaitsKeepsItsTurn() {
        turn.take(() -> written.add("first"));
        turn.take(() -> written.add("second"));
        assertThatThrownBy(() -> turn.take(() -> written.add("third"))).isInstanceOf(WritePendingException.class);
        turn.done();
        turn.done();
        assertThat(written).containsExactly("first", "second");
    }
}
