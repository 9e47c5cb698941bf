package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class StoreLocationTest {

    private static StoreLocation parse(String text) {
        return StoreLocation.parse(text, Optional.of("ada"), Optional.of("secret"));
    }

    private static PGSimpleDataSource source(String url) {
        return PostgresUrl.source((StoreLocation.Postgres) parse(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "/var/lib/stet", "./data dir", "data@home", "C:data"})
    void anythingElseIsAFolder(String text) {
        assertThat(parse(text))
                .isEqualTo(new StoreLocation.Folder(Path.of(text)))
                .hasToString(Path.of(text).toAbsolutePath().normalize().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:5432/stet,                         jdbc:postgresql://db:5432/stet",
        "jdbc:postgresql://db/stet?password=secret,              jdbc:postgresql://db/stet",
        "jdbc:postgresql://db/stet?user=a&sslpassword=secret,    jdbc:postgresql://db/stet",
        "'jdbc:postgresql://one:1,two:2/stet?user=secret',       'jdbc:postgresql://one:1,two:2/stet'",
        "jdbc:postgresql:stet,                                   jdbc:postgresql:stet"
    })
    void aDatabaseIsPrintedWithoutItsParameters(String url, String printed) {
        StoreLocation location = parse(url);
        assertThat(location).isInstanceOf(StoreLocation.Postgres.class).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://ada:secret@db/stet",
                "postgresql://db/stet",
                "jdbc:mysql://db/stet?password=secret",
                "jdbc:postgresql://ada:secret@db/stet",
                "jdbc:postgresql://ada:secret@db:5432/stet",
                "jdbc:postgresql://db:port/stet?password=secret",
                "jdbc:postgresql://db/stet?password=100%secret"
            })
    void whatIsNeitherIsRefusedWithoutItsPassword(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(a store|user and password).*")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theUrlGoesBeforeTheSettings() {
        PGSimpleDataSource neither = source("jdbc:postgresql://db/stet");
        assertThat(neither.getUser()).isEqualTo("ada");
        assertThat(neither.getPassword()).isEqualTo("secret");
        PGSimpleDataSource both = source("jdbc:postgresql://db/stet?user=grace&password=other");
        assertThat(both.getUser()).isEqualTo("grace");
        assertThat(both.getPassword()).isEqualTo("other");
    }

    @Test
    void noAnswerIsAwaitedForEverUnlessTheUrlSaysSo() {
        PGSimpleDataSource silent = source("jdbc:postgresql://db/stet");
        assertThat(silent.getConnectTimeout()).isPositive();
        assertThat(silent.getSocketTimeout()).isPositive();
        PGSimpleDataSource said = source("jdbc:postgresql://db/stet?socketTimeout=600&connectTimeout=1");
        assertThat(said.getSocketTimeout()).isEqualTo(600);
        assertThat(said.getConnectTimeout()).isEqualTo(1);
    }
}
