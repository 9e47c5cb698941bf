package dev.stet.server.auth;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who changed what anybody may do, in the log named {@code stet.audit}: a line for each thing that was done, or refused,
 * with {@code by}, {@code from} and {@code result}. The time is the log's. No secret is written, and nothing of what documents hold.
 *
 * <p>Threads: thread-safe.
 */
public final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("stet.audit");
    private static final String DONE = "done";
    private static final String REFUSED = "refused";

    /** Uses of links that are remembered, so that whoever reads again and again is written down once. */
    private static final int MAX_REMEMBERED = 1_000;

    private static final Set<Use> REMEMBERED = Collections.synchronizedSet(Collections.newSetFromMap(new RecentUses()));

    private record Use(Actor by, String share) {}

    private static final class RecentUses extends LinkedHashMap<Use, Boolean> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Use, Boolean> eldest) {
            return size() > MAX_REMEMBERED;
        }
    }

    private Audit() {}

    static void accessChanged(Actor by, String document, String user, String was, String is) {
        LOG.info(
                "access changed, document={} by={} from={} user={} was={} is={} result={}",
                document,
                by.user(),
                by.from(),
                user,
                was,
                is,
                DONE);
    }

    static void linkMade(Actor by, String document, String share, Role role, Optional<Instant> expiresAt) {
        LOG.info(
                "share link made, document={} by={} from={} share={} role={} expires={} result={}",
                document,
                by.user(),
                by.from(),
                share,
                role.wireName(),
                expiresAt.map(Instant::toString).orElse("never"),
                DONE);
    }

    static void linkRevoked(Actor by, String document, String share) {
        LOG.info(
                "share link revoked, document={} by={} from={} share={} result={}",
                document,
                by.user(),
                by.from(),
                share,
                DONE);
    }

    /** Somebody was let into a document by a share link, for the first time in a while. */
    public static void linkUsed(Actor by, String document, Grant grant) {
        if (grant.link().isPresent() && REMEMBERED.add(new Use(by, grant.link().get()))) {
            LOG.info(
                    "share link used, document={} by={} from={} share={} role={} result={}",
                    document,
                    by.user(),
                    by.from(),
                    grant.link().get(),
                    grant.role().wireName(),
                    DONE);
        }
    }

    /** Somebody made a document. */
    public static void created(Actor by, String document) {
        LOG.info("document created, document={} by={} from={} result={}", document, by.user(), by.from(), DONE);
    }

    /** Somebody deleted a document. */
    public static void deleted(Actor by, String document) {
        LOG.info("document deleted, document={} by={} from={} result={}", document, by.user(), by.from(), DONE);
    }

    /** Somebody took the deletion of a document back. */
    public static void restored(Actor by, String document) {
        LOG.info("document restored, document={} by={} from={} result={}", document, by.user(), by.from(), DONE);
    }

    /** Somebody tried what only owners may do. */
    public static void ownerOnly(Actor by, String document, String request) {
        LOG.warn(
                "an owner's request was refused, document={} by={} from={} request={} result={}",
                document,
                by.user(),
                by.from(),
                request,
                REFUSED);
    }

    /** Somebody was not let in. Who they said to be is not known. */
    public static void loginRefused(String from, String path, String reason, String why) {
        LOG.warn("login refused, from={} path={} reason={} why={} result={}", from, path, reason, why, REFUSED);
    }

    /** Somebody's new token was not taken. */
    public static void renewalRefused(Actor by, String why) {
        LOG.warn("token refused, by={} from={} why={} result={}", by.user(), by.from(), why, REFUSED);
    }

    /** An administrator changed how the server works, or somebody who is none tried to look after it. */
    public static void administered(Actor by, String request, boolean allowed) {
        LOG.atLevel(allowed ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.WARN)
                .log(
                        "administration, by={} from={} request={} result={}",
                        by.user(),
                        by.from(),
                        request,
                        allowed ? DONE : REFUSED);
    }
}
