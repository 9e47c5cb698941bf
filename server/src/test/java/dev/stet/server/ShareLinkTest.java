package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Links that let in whoever has them. */
class ShareLinkTest extends WithAccounts {
    @Test
    void aShareLinkLetsInWhoeverHasItUntilItIsRevoked() throws Exception {
        JsonNode share = share("{\"role\":\"editor\"}");
        assertThat(share.get("secret").asString()).hasSizeGreaterThanOrEqualTo(22);
        try (RawClient bob = connect("bob")) {
            tryToOpen(bob, "minutes", with(share));
            assertThat(bob.expect("doc:opened")).containsEntry("role", "editor");
            tryToOpen(bob, "other", with(share));
            bob.expectError("forbidden");
            assertThat(as(
                                    "bob",
                                    "GET",
                                    "/minutes",
                                    "",
                                    "Stet-Share",
                                    share.get("secret").asString())
                            .status())
                    .isEqualTo(200);
            assertThat(as("bob", "GET", "/minutes", "", "Stet-Share", "wrong").status())
                    .isEqualTo(403);
            String id = share.get("id").asString();
            assertThat(as("ada", "GET", "/minutes/shares", "").body())
                    .contains(id)
                    .doesNotContain(share.get("secret").asString());
            assertThat(as("ada", "DELETE", "/minutes/shares/" + id, "").status())
                    .isEqualTo(204);
            assertThat(bob.expect("doc:closed")).containsEntry("reason", "forbidden");
            tryToOpen(bob, "minutes", with(share));
            bob.expectError("forbidden");
            assertThat(as("ada", "DELETE", "/minutes/shares/" + id, "").code()).isEqualTo("no_such_share");
        }
    }

    @Test
    void aShareLinkEndsWhileItIsUsed() throws Exception {
        JsonNode share =
                share("{\"role\":\"viewer\",\"expires\":\"" + Instant.now().plusMillis(1_500) + "\"}");
        try (RawClient bob = connect("bob")) {
            tryToOpen(bob, "minutes", with(share));
            assertThat(bob.expect("doc:opened")).containsEntry("role", "viewer");
            assertThat(bob.expect("doc:closed")).containsEntry("reason", "forbidden");
        }
    }

    @Test
    void aLinkMakesNobodyAnOwner() throws Exception {
        assertThat(as("ada", "POST", "/minutes/shares", "{\"role\":\"owner\"}").status())
                .isEqualTo(400);
        assertThat(as("ada", "POST", "/minutes/shares", "{\"expires\":\"tomorrow\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theStoreDoesNotHoldTheSecretOfALink() throws Exception {
        String secret = share("{}").get("secret").asString();
        server.close();
        byte[] wanted = secret.getBytes(StandardCharsets.US_ASCII);
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(content.contains(new String(wanted, StandardCharsets.ISO_8859_1)))
                        .as(file.toString())
                        .isFalse();
            }
        }
    }
}
