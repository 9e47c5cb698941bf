package example;

import dev.stet.server.auth.Authorizer;
import dev.stet.server.auth.Role;
import dev.stet.server.auth.User;
import java.util.Optional;

/** Whatever else is said, nobody edits what is in the archive, and whoever is logged in may read it. */
public final class ArchiveRule implements Authorizer {
    @Override
    public Optional<Role> role(User user, String document, Optional<Role> granted) {
        return document.startsWith("archive-") ? Optional.of(Role.VIEWER) : granted;
    }
}
