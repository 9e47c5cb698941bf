package dev.stet.server.session;

import dev.stet.server.auth.Grant;
import dev.stet.server.auth.Permission;
import dev.stet.server.auth.Role;
import java.util.Optional;

/**
 * What a session's user may do with one document, as far as it is known, and whether it is being asked.
 *
 * <p>Threads: confined to the session's mailbox.
 */
final class Standing {
    /** Absent while it is asked for the first time. */
    private Optional<Grant> grant = Optional.empty();

    private boolean asking;
    /** Whether it has to be asked once more: an answer that is under way may be older than what happened since. */
    private boolean askAgain;

    private Optional<Alarm> lookAgain = Optional.empty();

    boolean isGranted() {
        return grant.isPresent();
    }

    boolean allows(Permission permission) {
        return grant.filter(now -> now.allows(permission)).isPresent();
    }

    Optional<Role> role() {
        return grant.map(Grant::role);
    }

    void grant(Grant now) {
        grant = Optional.of(now);
    }

    /**
     * Begins to ask. If it is being asked already, it will be asked once more.
     *
     * @return whether to ask now
     */
    boolean beginAsking() {
        if (asking) {
            askAgain = true;
            return false;
        }
        asking = true;
        return true;
    }

    /** Ends asking. Returns whether it has to be asked once more. */
    boolean endAsking() {
        asking = false;
        boolean again = askAgain;
        askAgain = false;
        return again;
    }

    /** Sets when it has to be asked again, instead of what was set before. */
    void lookAgain(Optional<Alarm> alarm) {
        lookAgain.ifPresent(Alarm::cancel);
        lookAgain = alarm;
    }
}
