package dev.stet.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.cli.TraceFiles;
import dev.stet.cli.replay.Trace.Transaction;
import dev.stet.ot.sync.ClientEffect;
import dev.stet.ot.sync.ClientEvent;
import dev.stet.ot.sync.SyncClient;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an author makes on an old view ends where it would have ended without anything held back. */
class AuthorViewTest {
    private static final TextType TEXT = TextType.TEXT;

    @TempDir
    Path folder;

    @Test
    void anEditIsCarriedOverWhatTheAuthorHasNotSeen() {
        AuthorView<Rope, TextOperation> view = new AuthorView<>(TEXT, Rope.of("ac"));
        view.arrived(1, TextOperation.replace(0, 0, "<"));
        assertThat(view.made(TextOperation.replace(1, 0, "b"))).isEqualTo(TextOperation.replace(2, 0, "b"));
        assertThat(view.seen()).hasToString("abc");
        view.seeUpTo(1);
        assertThat(view.seen()).hasToString("<abc");
    }

    @Test
    void nothingIsSeenBeforeItsTime() {
        AuthorView<Rope, TextOperation> view = new AuthorView<>(TEXT, Rope.empty());
        view.arrived(1, TextOperation.replace(0, 0, "a"));
        view.arrived(2, TextOperation.replace(1, 0, "b"));
        view.seeUpTo(1);
        assertThat(view.seen()).hasToString("a");
    }

    /** Two authors in the order of the file, every operation delivered at once to the other's client and held back there. */
    @Test
    void theConcurrentTraceEndsInItsText() throws Exception {
        Trace trace = TraceReader.read(TraceFiles.copy("friendsforever", folder));
        List<Person> people = List.of(new Person(), new Person());
        List<List<Long>> revisions = List.of(new ArrayList<>(), new ArrayList<>());
        long head = 0;
        for (Transaction transaction : trace.transactions()) {
            Person author = people.get(transaction.author());
            Person other = people.get(1 - transaction.author());
            author.view.seeUpTo(
                    transaction.seen() == 0
                            ? 0
                            : revisions.get(1 - transaction.author()).get(transaction.seen() - 1));
            TextOperation made = author.view.made(Typing.operation(transaction, author.view.seen()));
            for (ClientEffect<TextOperation> effect : author.client.on(new ClientEvent.Edited<>(made))) {
                if (effect
                        instanceof ClientEffect.Submit<TextOperation>(long revision, long sequence, TextOperation op)) {
                    head = revision + 1;
                    author.client.on(new ClientEvent.Acknowledged<>(sequence, head));
                    other.client.on(new ClientEvent.Applied<>(head, op));
                    other.view.arrived(head, op);
                }
            }
            revisions.get(transaction.author()).add(head);
        }
        for (Person person : people) {
            person.view.seeUpTo(head);
            assertThat(person.view.seen()).hasToString(trace.endContent());
            assertThat(person.client.shown()).hasToString(trace.endContent());
        }
    }

    private static final class Person {
        final SyncClient<Rope, TextOperation> client = new SyncClient<>(TEXT, 0, Rope.empty(), 1);
        final AuthorView<Rope, TextOperation> view = new AuthorView<>(TEXT, Rope.empty());
    }
}
