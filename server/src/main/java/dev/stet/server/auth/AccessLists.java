package dev.stet.server.auth;

import dev.stet.server.storage.AccessStorage;
import dev.stet.server.storage.StoredAccess;
import dev.stet.server.storage.StoredShare;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Changes who may do what with a document. Each change is written down in the {@link Audit}, and is told to
 * whoever listens when it is stored. That the one who changes may do so is the caller's business.
 *
 * <p>Threads: thread-safe; blocks on the store. All throw {@link dev.stet.server.storage.StorageException} if it cannot be
 * read or written.
 */
public final class AccessLists {
    private final AccessStorage storage;
    private final InstantSource clock;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** @param clock the time of day */
    public AccessLists(AccessStorage storage, InstantSource clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /** Has a listener told the name of each document whose access changed. */
    public void whenChanged(Consumer<String> listener) {
        listeners.add(listener);
    }

    private void changed(String document) {
        listeners.forEach(listener -> listener.accept(document));
    }

    /** Returns the list of a document. */
    public AccessList list(String document) {
        StoredAccess stored = storage.list(document);
        Map<String, Role> roles = new HashMap<>();
        stored.roles().forEach((user, name) -> Role.ofWireName(name).ifPresent(role -> roles.put(user, role)));
        return new AccessList(stored.version(), roles);
    }

    /**
     * Replaces the list of a document.
     *
     * @param by who does it
     * @param expected the version that is replaced
     * @return the new list, or nothing if the version is another one
     */
    public Optional<AccessList> replace(Actor by, String document, Map<String, Role> roles, long expected) {
        AccessList before = list(document);
        if (before.version() != expected) {
            return Optional.empty();
        }
        Map<String, String> names = new HashMap<>();
        roles.forEach((user, role) -> names.put(user, role.wireName()));
        AccessList after = new AccessList(expected + 1, roles);
        if (!storage.replace(document, new StoredAccess(after.version(), names))) {
            return Optional.empty();
        }
        audit(by, document, before.roles(), after.roles());
        changed(document);
        return Optional.of(after);
    }

    private static void audit(Actor by, String document, Map<String, Role> before, Map<String, Role> after) {
        TreeSet<String> users = new TreeSet<>(before.keySet());
        users.addAll(after.keySet());
        for (String user : users) {
            String was =
                    Optional.ofNullable(before.get(user)).map(Role::wireName).orElse("");
            String is = Optional.ofNullable(after.get(user)).map(Role::wireName).orElse("");
            if (!was.equals(is)) {
                Audit.accessChanged(by, document, user, was, is);
            }
        }
    }

    /** Returns the links of a document, in the order in which they were made, those too that have ended. */
    public List<ShareLink> shares(String document) {
        return storage.shares(document).stream()
                .flatMap(stored -> Role.ofWireName(stored.role()).stream().map(role -> link(stored, role)))
                .toList();
    }

    private static ShareLink link(StoredShare stored, Role role) {
        return new ShareLink(
                stored.id(),
                role,
                Instant.ofEpochMilli(stored.createdMs()),
                stored.createdBy(),
                stored.expiresMs().isPresent()
                        ? Optional.of(Instant.ofEpochMilli(stored.expiresMs().getAsLong()))
                        : Optional.empty());
    }

    /**
     * Makes a link.
     *
     * @param by who does it
     */
    public ShareLink.Fresh share(Actor by, String document, Role role, Optional<Instant> expiresAt) {
        ShareSecret secret = ShareSecret.fresh();
        StoredShare stored = new StoredShare(
                UUID.randomUUID().toString(),
                document,
                secret.hash(),
                role.wireName(),
                clock.millis(),
                by.user(),
                expiresAt.map(at -> OptionalLong.of(at.toEpochMilli())).orElse(OptionalLong.empty()));
        storage.addShare(stored);
        Audit.linkMade(by, document, stored.id(), role, expiresAt);
        return new ShareLink.Fresh(link(stored, role), secret);
    }

    /**
     * Revokes a link. Whoever came in by it is out.
     *
     * @param by who does it
     * @return whether there was such a link
     */
    public boolean revoke(Actor by, String document, String id) {
        if (!storage.removeShare(document, id)) {
            return false;
        }
        Audit.linkRevoked(by, document, id);
        changed(document);
        return true;
    }
}
