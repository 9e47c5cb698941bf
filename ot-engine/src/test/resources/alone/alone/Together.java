package alone;

import static dev.stet.ot.json.Json0Type.JSON0;
import static dev.stet.ot.richtext.RichTextType.RICH_TEXT;
import static dev.stet.ot.text.TextType.TEXT;
import static dev.stet.ot.text.UnicodeTextType.TEXT_UNICODE;

import dev.stet.ot.OperationType;
import dev.stet.ot.sync.AuthorityEffect;
import dev.stet.ot.sync.AuthorityEvent;
import dev.stet.ot.sync.AuthorityLimits;
import dev.stet.ot.sync.ClientEffect;
import dev.stet.ot.sync.ClientEvent;
import dev.stet.ot.sync.DocumentAuthority;
import dev.stet.ot.sync.Entry;
import dev.stet.ot.sync.OperationId;
import dev.stet.ot.sync.Submission;
import dev.stet.ot.sync.SyncClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A server and two clients of one document, of any type, without a network between them. */
public final class Together {
    public static void main(String[] args) {
        show(TEXT, "Let it stand.", List.of(4, "all of "), List.of(7, "all ", Map.of("d", 5), "be"));
        show(TEXT_UNICODE, "\ud83e\udd8a runs.", List.of(6, " and jumps"), List.of(Map.of("d", "\ud83e\udd8a"), "\ud83d\udc3a"));
        show(
                RICH_TEXT,
                List.of(Map.of("insert", "Let it stand.")),
                List.of(Map.of("retain", 6, "attributes", Map.of("bold", true))),
                List.of(Map.of("retain", 7), Map.of("insert", "be"), Map.of("delete", 5)));
        show(
                JSON0,
                Map.of("votes", 1, "tags", List.of("draft")),
                List.of(Map.of("p", List.of("votes"), "na", 1)),
                List.of(Map.of("p", List.of("votes"), "na", 1), Map.of("p", List.of("tags", 0), "li", "urgent")));
    }

    private static void show(OperationType<?, ?> type, Object document, Object anns, Object bobs) {
        System.out.println(type.name() + ": " + ascii(together(type, document, anns, bobs)));
    }

    /** Whatever the console can show. */
    private static String ascii(Object encoded) {
        return encoded.toString()
                .codePoints()
                .mapToObj(character -> character < 128 ? Character.toString(character) : Character.getName(character))
                .collect(Collectors.joining());
    }

    /** Ann and Bob edit at once: returns the document that all three have in the end. */
    static <S, O> Object together(OperationType<S, O> type, Object document, Object anns, Object bobs) {
        S snapshot = type.decodeSnapshot(document);
        DocumentAuthority<S, O> server = new DocumentAuthority<>(type, AuthorityLimits.none(), 0, snapshot);
        SyncClient<S, O> ann = new SyncClient<>(type, 0, snapshot, 1);
        SyncClient<S, O> bob = new SyncClient<>(type, 0, snapshot, 1);

        edit(ann, "ann", type.decode(anns), server);
        edit(bob, "bob", type.decode(bobs), server);
        while (server.durable() < server.head()) {
            for (AuthorityEffect<O> effect : server.on(new AuthorityEvent.Stored<>())) {
                if (effect instanceof AuthorityEffect.Publish<O>(List<Entry<O>> entries)) {
                    entries.forEach(entry -> hear(ann, "ann", entry));
                    entries.forEach(entry -> hear(bob, "bob", entry));
                }
            }
        }
        if (!ann.shown().equals(bob.shown()) || !ann.shown().equals(server.durableSnapshot())) {
            throw new IllegalStateException("the three differ");
        }
        return type.encodeSnapshot(server.durableSnapshot());
    }

    /** Shows the edit at once, and submits it. */
    private static <S, O> void edit(SyncClient<S, O> client, String name, O operation, DocumentAuthority<S, O> server) {
        for (ClientEffect<O> effect : client.on(new ClientEvent.Edited<>(operation))) {
            if (effect instanceof ClientEffect.Submit<O>(long revision, long sequence, O submitted)) {
                OperationId id = new OperationId(name, sequence);
                Submission<O> submission = new Submission<>(id, revision, name, 0, submitted, Optional.empty());
                server.on(new AuthorityEvent.Submitted<>(submission));
            }
        }
    }

    /** One's own entry is an acknowledgement; everybody else's is an operation to show. */
    private static <S, O> void hear(SyncClient<S, O> client, String name, Entry<O> entry) {
        boolean own = entry.id().client().equals(name);
        client.on(
                own
                        ? new ClientEvent.Acknowledged<>(entry.id().sequence(), entry.revision())
                        : new ClientEvent.Applied<>(entry.revision(), entry.operation()));
    }
}
