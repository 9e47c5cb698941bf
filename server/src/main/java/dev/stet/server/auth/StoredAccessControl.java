package dev.stet.server.auth;

import dev.stet.server.storage.AccessStorage;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredAccess;
import dev.stet.server.storage.StoredShare;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role in a document is the greatest of three: what the user's token claims, what the document's access list says, and
 * what a share link gives. Rules of one's own may change it.
 *
 * <p>Whoever makes a document owns it. A token that says something about documents can make only those for which it says
 * {@code editor} or {@code owner}.
 *
 * <p>Threads: thread-safe; blocks on the store.
 */
public final class StoredAccessControl implements AccessControl {
    private static final Logger LOG = LoggerFactory.getLogger(StoredAccessControl.class);

    private final Storage storage;
    private final AccessStorage access;
    private final List<Authorizer> rules;
    private final InstantSource clock;

    /**
     * @param rules asked in this order
     * @param clock the time of day
     */
    public StoredAccessControl(Storage storage, List<Authorizer> rules, InstantSource clock) {
        this.storage = storage;
        this.access = storage.access();
        this.rules = List.copyOf(rules);
        this.clock = clock;
    }

    @Override
    public Optional<Grant> grant(User user, String document, Optional<ShareSecret> share) {
        Optional<Role> lasting = Role.greater(claimed(user, document), listed(user, document));
        Optional<StoredShare> link = share.flatMap(secret -> link(secret, document));
        Optional<Role> shared = link.flatMap(found -> Role.ofWireName(found.role()));
        Optional<Role> granted = Role.greater(lasting, shared);
        Optional<Instant> until = granted.equals(lasting)
                ? Optional.empty()
                : link.filter(found -> found.expiresMs().isPresent())
                        .map(found -> Instant.ofEpochMilli(found.expiresMs().getAsLong()));
        return ruled(user, document, granted)
                .map(role ->
                        new Grant(role, until, granted.equals(lasting) ? Optional.empty() : link.map(StoredShare::id)));
    }

    private static Optional<Role> claimed(User user, String document) {
        return user.claims().flatMap(claims -> claims.role(document));
    }

    private Optional<Role> listed(User user, String document) {
        return Optional.ofNullable(access.list(document).roles().get(user.id())).flatMap(Role::ofWireName);
    }

    private Optional<StoredShare> link(ShareSecret secret, String document) {
        return access.share(secret.hash())
                .filter(link -> link.document().equals(document))
                .filter(link -> link.expiresMs().isEmpty() || link.expiresMs().getAsLong() > clock.millis());
    }

    private Optional<Role> ruled(User user, String document, Optional<Role> granted) {
        Optional<Role> role = granted;
        for (Authorizer rule : rules) {
            try {
                role = rule.role(user, document, role);
            } catch (RuntimeException e) {
                LOG.error("a rule failed, nobody is let in by it, rule={} document={}", rule.getClass(), document, e);
                return Optional.empty();
            }
        }
        return role;
    }

    /** Only a token can say so: {@code {"*": "owner"}}. Rules of one's own are about single documents and are not asked. */
    @Override
    public boolean ownsEverything(User user) {
        return user.claims().filter(DocumentClaims::isOwnerOfEverything).isPresent();
    }

    @Override
    public Optional<Grant> make(User user, String from, String document) {
        Optional<Grant> granted = grant(user, document, Optional.empty());
        if (granted.isPresent()) {
            return granted.filter(grant -> grant.allows(Permission.EDIT));
        }
        if (user.claims().isPresent() || storage.find(document).isPresent()) {
            return Optional.empty();
        }
        Optional<Role> owner = ruled(user, document, Optional.of(Role.OWNER));
        if (owner.isEmpty() || !owner.get().allows(Permission.EDIT)) {
            return Optional.empty();
        }
        // the first list of a document counts, and there is only one first
        boolean first = access.replace(document, new StoredAccess(1, Map.of(user.id(), Role.OWNER.wireName())));
        if (first) {
            Audit.accessChanged(new Actor(user.id(), from), document, user.id(), "", Role.OWNER.wireName());
        }
        return first
                ? owner.map(role -> new Grant(role, Optional.empty(), Optional.empty()))
                : grant(user, document, Optional.empty());
    }
}
