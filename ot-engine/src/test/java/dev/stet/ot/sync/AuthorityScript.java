package dev.stet.ot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.OperationType;
import dev.stet.ot.Selection;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An authority in a test that reads like a story: what it is told, and then what it {@link #does}. */
final class AuthorityScript {
    private final DocumentAuthority<Rope, TextOperation> authority;
    private final List<String> effects = new ArrayList<>();
    private Optional<AuthorityEffect.FetchHistory<TextOperation>> fetch = Optional.empty();

    private AuthorityScript(
            OperationType<Rope, TextOperation> type, AuthorityLimits limits, long revision, String snapshot) {
        this.authority = new DocumentAuthority<>(type, limits, revision, Rope.of(snapshot));
    }

    static AuthorityScript authorityAt(long revision, String snapshot) {
        return authorityAt(revision, snapshot, AuthorityLimits.none());
    }

    static AuthorityScript authorityAt(long revision, String snapshot, AuthorityLimits limits) {
        return new AuthorityScript(TextType.TEXT, limits, revision, snapshot);
    }

    static AuthorityScript authorityOf(OperationType<Rope, TextOperation> type, long revision, String snapshot) {
        return new AuthorityScript(type, AuthorityLimits.none(), revision, snapshot);
    }

    /** {@code name} is like {@code ann#1}: a client and its number. */
    static Submission<TextOperation> submission(String name, long base, TextOperation operation) {
        return new Submission<>(id(name), base, "user", 0, operation, Optional.empty());
    }

    static Entry<TextOperation> entry(long revision, String name, TextOperation operation) {
        return new Entry<>(revision, id(name), "user", 0, operation);
    }

    private static OperationId id(String name) {
        String[] parts = name.split("#");
        return new OperationId(parts[0], Long.parseLong(parts[1]));
    }

    AuthorityScript types(String name, long base, int at, String text) {
        return submits(name, base, TextOperation.replace(at, 0, text));
    }

    AuthorityScript deletes(String name, long base, int at, int count) {
        return submits(name, base, TextOperation.replace(at, count, ""));
    }

    AuthorityScript submits(String name, long base, TextOperation operation) {
        return on(new AuthorityEvent.Submitted<>(submission(name, base, operation)));
    }

    AuthorityScript typesWithSelection(String name, long base, int at, String text, Selection selection) {
        return on(new AuthorityEvent.Submitted<>(new Submission<>(
                id(name), base, "user", 0, TextOperation.replace(at, 0, text), Optional.of(selection))));
    }

    AuthorityScript storeSucceeds() {
        return on(new AuthorityEvent.Stored<>());
    }

    AuthorityScript storeFails() {
        return on(new AuthorityEvent.StoreFailed<>());
    }

    @SafeVarargs
    final AuthorityScript logIsRead(Entry<TextOperation>... entries) {
        List<Entry<TextOperation>> read = new ArrayList<>();
        for (Entry<TextOperation> entry : entries) {
            read.add(entry);
        }
        return on(new AuthorityEvent.Recovered<>(read));
    }

    /** There are more entries than these. */
    @SafeVarargs
    final AuthorityScript beginningOfLogIsRead(Entry<TextOperation>... entries) {
        List<Entry<TextOperation>> read = new ArrayList<>();
        for (Entry<TextOperation> entry : entries) {
            read.add(entry);
        }
        return on(new AuthorityEvent.Recovered<>(read, true));
    }

    AuthorityScript logCannotBeRead() {
        return on(new AuthorityEvent.RecoveryFailed<>());
    }

    AuthorityScript hearsOf(long head) {
        return on(new AuthorityEvent.Behind<>(head));
    }

    AuthorityScript hasYielded() {
        return on(new AuthorityEvent.Yielded<>());
    }

    AuthorityScript forgets(long revision) {
        return on(new AuthorityEvent.Forget<>(revision));
    }

    /** Answers the history that was asked for last. */
    @SafeVarargs
    final AuthorityScript historyIsRead(Entry<TextOperation>... entries) {
        List<Entry<TextOperation>> read = new ArrayList<>();
        for (Entry<TextOperation> entry : entries) {
            read.add(entry);
        }
        return on(new AuthorityEvent.Submitted<>(fetch.orElseThrow().submission(), read));
    }

    AuthorityScript on(AuthorityEvent<TextOperation> event) {
        authority.on(event).forEach(effect -> effects.add(inWords(effect)));
        return this;
    }

    private String inWords(AuthorityEffect<TextOperation> effect) {
        return switch (effect) {
            case AuthorityEffect.Accepted<TextOperation>(var entry, var selection) ->
                "accept " + entry.revision() + " " + words(entry.id()) + " " + entry.operation()
                        + selection
                                .map(place -> " selecting " + place.anchor() + ".." + place.head())
                                .orElse("");
            case AuthorityEffect.Store<TextOperation>(var entries) -> "store " + words(entries);
            case AuthorityEffect.Publish<TextOperation>(var entries) -> "publish " + words(entries);
            case AuthorityEffect.AlreadyStored<TextOperation>(var id, long revision) ->
                "already " + words(id) + " at " + revision;
            case AuthorityEffect.Refused<TextOperation>(var id, var reason, var message, var cause) ->
                "refuse " + words(id) + " " + reason
                        + cause.map(e -> " " + e.rule()).orElse("");
            case AuthorityEffect.FetchHistory<TextOperation> asked -> {
                fetch = Optional.of(asked);
                yield "fetch " + (asked.after() + 1) + ".." + asked.upTo() + " for "
                        + words(asked.submission().id());
            }
            case AuthorityEffect.Recover<TextOperation>(long after) -> "recover after " + after;
            case AuthorityEffect.Yield<TextOperation> yield -> "yield";
        };
    }

    private static String words(OperationId id) {
        return id.client() + "#" + id.sequence();
    }

    private static String words(List<Entry<TextOperation>> entries) {
        return entries.getFirst().revision() + ".." + entries.getLast().revision();
    }

    /** Checks what it did since this was asked last, in order. */
    AuthorityScript does(String... expected) {
        assertThat(effects).containsExactly(expected);
        effects.clear();
        return this;
    }

    AuthorityScript is(Class<? extends AuthorityState> state) {
        assertThat(authority.state()).isInstanceOf(state);
        return this;
    }

    /** Checks what may be seen, and how far what was accepted reaches. */
    AuthorityScript has(long durable, String snapshot, long head) {
        assertThat(authority.durable()).isEqualTo(durable);
        assertThat(authority.durableSnapshot()).hasToString(snapshot);
        assertThat(authority.head()).isEqualTo(head);
        return this;
    }

    DocumentAuthority<Rope, TextOperation> authority() {
        return authority;
    }
}
