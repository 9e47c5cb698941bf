package dev.stet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.server.ServerConfig;
import dev.stet.server.limits.AddressPolicy;
import dev.stet.server.limits.AddressRange;
import dev.stet.server.limits.ForwardedHeader;
import dev.stet.server.storage.StoreLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Command line before environment before file before default. */
class LayeredSettingsTest {
    @TempDir
    Path folder;

    @Test
    void withoutAnythingTheDefaultsOfTheServerHold() {
        assertThat(config(Map.of())).isEqualTo(ServerConfig.DEFAULT);
    }

    @Test
    void everyOptionOfTheServerHasAValueFromTheFile() throws Exception {
        Path file = file("port=1\nhost=h\nmax-waiting=5\nheartbeat=2m\ntail-bytes=3k\ndurability=relaxed\n");
        ServerConfig config = config(Map.of(), "--config", file.toString());
        assertThat(config.port()).isEqualTo(1);
        assertThat(config.host()).isEqualTo("h");
        assertThat(config.limits().maxWaiting()).isEqualTo(5);
        assertThat(config.limits().tailBytes()).isEqualTo(3 * 1024);
        assertThat(config.timing().heartbeat()).hasMinutes(2);
        assertThat(config.limits().maxBehind())
                .isEqualTo(ServerConfig.DEFAULT.limits().maxBehind());
    }

    @Test
    void theEnvironmentGoesBeforeTheFileAndTheCommandLineBeforeBoth() throws Exception {
        Path file = file("port=1\nmax-waiting=1\nheartbeat=1s\n");
        Map<String, String> environment =
                Map.of("STET_CONFIG", file.toString(), "STET_PORT", "2", "STET_MAX_WAITING", "2");
        ServerConfig config = config(environment, "--port", "3");
        assertThat(config.port()).isEqualTo(3);
        assertThat(config.limits().maxWaiting()).isEqualTo(2);
        assertThat(config.timing().heartbeat()).hasSeconds(1);
    }

    @Test
    void limitsOfUsersAddressesAndDocumentsAreOptions() {
        ServerConfig config = config(
                Map.of("STET_MAX_USER_CONNECTIONS", "3"),
                "--max-messages",
                "none",
                "--saved-up",
                "5s",
                "--write-timeout",
                "7s",
                "--trusted-proxies",
                "10.0.0.0/8,192.168.0.1",
                "--proxy-header",
                "forwarded",
                "--exempt-addresses",
                "");
        assertThat(config.traffic().messages()).isZero();
        assertThat(config.traffic().savedUp()).hasSeconds(5);
        assertThat(config.traffic().userConnections()).isEqualTo(3);
        assertThat(config.timing().writeTimeout()).hasSeconds(7);
        assertThat(config.addresses())
                .isEqualTo(new AddressPolicy(
                        List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("192.168.0.1")),
                        ForwardedHeader.FORWARDED,
                        List.of()));
    }

    @Test
    void whatIsNoAddressIsNamed() {
        assertThatThrownBy(() -> config(Map.of(), "--trusted-proxies", "proxy.example"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("range=proxy.example");
        assertThatThrownBy(() -> config(Map.of(), "--proxy-header", "via"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("proxy-header=via");
    }

    @Test
    void thePageAboutSecurityListsEveryLimitWithItsDefault() throws Exception {
        String page = Files.readString(Path.of("../server/SECURITY.md"));
        CommandLine serve = new CommandLine(new ServeCommand());
        assertThat(serve.getCommandSpec().options())
                .filteredOn(option -> option.longestName().startsWith("--max-"))
                .hasSizeGreaterThan(15)
                .allSatisfy(option -> assertThat(page)
                        .contains("| `" + option.longestName() + "` | " + option.defaultValue() + " |"));
    }

    @Test
    void aKeyThatIsNoOptionIsNamed() throws Exception {
        Path file = file("prot=8080\nport=1\n");
        assertThatThrownBy(() -> config(Map.of(), "--config", file.toString()))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("keys=prot");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> config(Map.of(), "--config", "nowhere.properties"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("file=nowhere.properties");
    }

    @Test
    void aWrongValueSaysWhereItCameFrom() {
        assertThatThrownBy(() -> config(Map.of("STET_HEARTBEAT", "soon")))
                .isInstanceOfSatisfying(
                        ParameterException.class,
                        e -> assertThat(LayeredSettings.origin(e.getArgSpec())).contains("STET_HEARTBEAT"))
                .hasMessageContaining("soon");
    }

    @Test
    void theStoreIsADatabaseWhosePasswordTheEnvironmentHas() throws Exception {
        Path file = file("store=jdbc:postgresql://db/stet\nstore-user=ada\nstore-wait=1m\n");
        ServerConfig config = config(Map.of("STET_STORE_PASSWORD", "secret"), "--config", file.toString());
        assertThat(config.store())
                .isEqualTo(new StoreLocation.Postgres(
                        "jdbc:postgresql://db/stet", Optional.of("ada"), Optional.of("secret")))
                .hasToString("jdbc:postgresql://db/stet");
        assertThat(config.storeWait()).hasMinutes(1);
    }

    @Test
    void theStoreIsAFolderByEitherName() {
        StoreLocation folder = new StoreLocation.Folder(Path.of("there"));
        assertThat(config(Map.of(), "--data", "there").store()).isEqualTo(folder);
        assertThat(config(Map.of("STET_STORE", "there")).store()).isEqualTo(folder);
        assertThatThrownBy(() -> config(Map.of(), "--data", "there", "--store", "there"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("not both");
    }

    @Test
    void aStoreThatIsNoneIsExplainedWithoutItsPassword() {
        assertThatThrownBy(() -> config(Map.of(), "--store", "postgres://ada:secret@db/stet"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("jdbc:postgresql://")
                .hasMessageNotContaining("secret");
    }

    @Test
    void whoRehearsesFirstIsReadyThenAndCannotDoWithoutRehearsing() {
        assertThat(config(Map.of()).operator().readyWhenRehearsed()).isFalse();
        assertThat(config(Map.of(), "--rehearse-first").operator().readyWhenRehearsed())
                .isTrue();
        assertThat(config(Map.of("STET_REHEARSE_FIRST", "true")).operator().readyWhenRehearsed())
                .isTrue();
        assertThatThrownBy(() -> config(Map.of("STET_NO_REHEARSAL", "true"), "--rehearse-first"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("give --rehearse-first or --no-rehearsal, not both");
    }

    private Path file(String content) throws Exception {
        return Files.writeString(folder.resolve("some.properties"), content);
    }

    private static ServerConfig config(Map<String, String> environment, String... options) {
        ServeCommand serve = new ServeCommand();
        CommandLine line = new CommandLine(serve)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setDefaultValueProvider(new LayeredSettings(environment::get));
        line.parseArgs(options);
        return serve.config();
    }
}
