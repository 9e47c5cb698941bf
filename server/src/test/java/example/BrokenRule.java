package example;

import dev.stet.server.auth.Authorizer;
import dev.stet.server.auth.Role;
import dev.stet.server.auth.User;
import java.util.Optional;

/** A rule with a fault. */
public final class BrokenRule implements Authorizer {
    @Override
    public Optional<Role> role(User user, String document, Optional<Role> granted) {
        if (document.startsWith("broken-")) {
            throw new IllegalStateException("the rule is broken");
        }
        return granted;
    }
}
