package dev.stet.server.auth;

import java.util.Optional;

/** Everybody owns everything. Immutable. */
final class OpenAccess implements AccessControl {
    private static final Optional<Grant> EVERYTHING =
            Optional.of(new Grant(Role.OWNER, Optional.empty(), Optional.empty()));

    @Override
    public Optional<Grant> grant(User user, String document, Optional<ShareSecret> share) {
        return EVERYTHING;
    }

    @Override
    public Optional<Grant> make(User user, String from, String document) {
        return EVERYTHING;
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public boolean ownsEverything(User user) {
        return true;
    }
}
