package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.auth.Authorizer;
import dev.stet.server.auth.Role;
import dev.stet.server.auth.User;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Rules of one's own about access. */
class AuthorizerTest extends WithAccounts {
    @Test
    void rulesOfOnesOwnHaveTheLastWordAndABrokenOneLetsNobodyIn() throws Exception {
        try (RawClient bob =
                RawClient.connect(server.address(), "browser-of-bob", accounts.token("bob", Map.of("*", Role.OWNER)))) {
            tryToOpen(bob, "archive-1", ",\"create\":true");
            bob.expectError("doc_not_found");
            tryToOpen(bob, "broken-1", ",\"create\":true");
            bob.expectError("forbidden");
            assertThat(bob.open("other")).containsEntry("role", "owner");
        }
    }

    @Test
    void aRuleThatChangesItsMindIsAskedAgain() throws Exception {
        list("\"bob\":\"editor\"");
        server.close();
        AtomicReference<Role> most = new AtomicReference<>(Role.OWNER);
        Authorizer rule = new Authorizer() {
            @Override
            public Optional<Role> role(User user, String document, Optional<Role> granted) {
                return granted.map(role -> role.compareTo(most.get()) < 0 ? role : most.get());
            }

            @Override
            public Optional<Duration> askAgainEvery() {
                return Optional.of(Duration.ZERO); // which is taken for the shortest there is
            }
        };
        server = StetServer.start(
                config(accounts.settings()),
                H2Storage.open(folder.resolve("data"), Durability.RELAXED),
                (config, storage) -> {
                    Access usual = Access.of(config, storage);
                    return Access.withRules(
                            usual.authenticator(), usual.entrance(), storage, List.of(rule), InstantSource.system());
                },
                System::nanoTime);
        try (RawClient bob = connect("bob")) {
            tryToOpen(bob, "minutes", "");
            assertThat(bob.expect("doc:opened")).containsEntry("role", "editor");
            most.set(Role.VIEWER);
            assertThat(bob.expect("doc:role")).containsEntry("role", "viewer");
            bob.submit("minutes", 0, 1, "[\"x\"]");
            bob.expectError("forbidden");
            most.set(Role.OWNER);
            assertThat(bob.expect("doc:role")).containsEntry("role", "editor");
        }
    }
}
