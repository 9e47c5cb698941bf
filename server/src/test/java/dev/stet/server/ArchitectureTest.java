package dev.stet.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.stet.server.document.Document;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Timer;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which package may know which: {@code transport → session, history → document → journal → storage}. */
class ArchitectureTest {
    private static final String SERVER = "dev.stet.server.";
    /** What any package may use. */
    private static final String[] ANYWHERE = {"java..", "org.slf4j..", "org.jspecify..", "dev.stet.ot.."};

    /** What is told to telemetry; not what counts it. */
    private static final String PORT = "dev.stet.server.telemetry";

    private static JavaClasses server;

    @BeforeAll
    static void read() {
        server = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.stet.server");
        assertThat(server.size()).isGreaterThan(50);
    }

    @Test
    void storageIsALeafAndTheOnlyOneThatKnowsADatabase() {
        allows(
                "storage",
                "javax.sql..",
                "org.jdbi..",
                "org.h2..",
                "com.zaxxer..",
                "org.flywaydb..",
                "org.postgresql..");
        noClasses()
                .that(resideOutsideOfPackages(SERVER + "storage.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.jdbi..",
                        "org.h2..",
                        "org.postgresql..",
                        "com.zaxxer..",
                        "org.flywaydb..",
                        "java.sql..",
                        "javax.sql..")
                .check(server);
    }

    @Test
    void theWriteAheadLogKnowsNothing() {
        allows("storage.wal");
    }

    @Test
    void jsonIsALeaf() {
        allows("json", "tools.jackson..");
    }

    @Test
    void protocolKnowsJsonOnly() {
        allows("protocol", "tools.jackson..", SERVER + "json..");
    }

    @Test
    void limitsKnowNothingButTokenBuckets() {
        allows("limits", "io.github.bucket4j..");
        noClasses()
                .that()
                .doNotHaveSimpleName("Budget")
                .and()
                .doNotHaveSimpleName("Clock")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.bucket4j..")
                .check(server);
    }

    @Test
    void journalKnowsStorageOnly() {
        allows("journal", SERVER + "storage..", PORT);
    }

    @Test
    void documentKnowsJournalAndStorage() {
        allows("document", "tools.jackson..", SERVER + "json..", SERVER + "journal..", SERVER + "storage..", PORT);
    }

    @Test
    void maintenanceKnowsDocumentTypesAndStorage() {
        allows("maintenance", SERVER + "document..", SERVER + "storage..");
    }

    @Test
    void retentionKnowsWhatIsStoredAndNoOpenDocument() {
        allows("retention", SERVER + "document..", SERVER + "storage..");
        noClasses()
                .that(resideInAPackage(SERVER + "retention.."))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Document.class)
                .check(server);
    }

    @Test
    void sessionKnowsProtocolAndWhatLiesBelow() {
        allows(
                "session",
                SERVER + "auth..",
                SERVER + "limits..",
                SERVER + "protocol..",
                SERVER + "document..",
                SERVER + "storage..",
                PORT);
    }

    @Test
    void historyKnowsDocumentAndStorage() {
        allows("history", SERVER + "document..", SERVER + "storage..");
    }

    @Test
    void authKnowsStorageAndIsTheOnlyOneThatKnowsHowTokensAreSigned() {
        allows("auth", "com.nimbusds..", "javax.crypto..", SERVER + "storage..");
        noClasses()
                .that(resideOutsideOfPackages(SERVER + "auth.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.nimbusds..")
                .check(server);
    }

    @Test
    void telemetryKnowsNobodyAndIsTheOnlyOneThatKnowsMicrometer() {
        allows("telemetry", "io.micrometer..");
        noClasses()
                .that(resideOutsideOfPackages(SERVER + "telemetry.prometheus.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "io.prometheus..")
                .check(server);
    }

    @Test
    void healthKnowsNobody() {
        allows("health");
    }

    @Test
    void renderingKnowsTheEngineAndMarkdownOnly() {
        allows("rendering", "org.commonmark..");
    }

    @Test
    void transportIsTheOnlyOneThatKnowsJetty() {
        allows(
                "transport",
                "tools.jackson..",
                "org.eclipse.jetty..",
                SERVER + "auth..",
                SERVER + "limits..",
                SERVER + "protocol..",
                SERVER + "session..",
                SERVER + "history..",
                SERVER + "rendering..",
                SERVER + "document..",
                SERVER + "storage..",
                SERVER + "health..",
                PORT);
        noClasses()
                .that(resideOutsideOfPackages(SERVER + "transport.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..")
                .check(server);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.stet.server.(*)..").should().beFreeOfCycles().check(server);
    }

    @Test
    void timeComesInFromOutside() {
        noClasses()
                .that(resideInAPackage(SERVER + "*.."))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .check(server.that(resideOutsideOfPackages("dev.stet.server.storage")));
    }

    /** The journal and the embedded store have threads of their own, and Jetty's are made where Jetty is. */
    @Test
    void threadsComeInFromOutside() {
        Stream.of("document..", "history..", "session..", "protocol..", "json..")
                .forEach(pure -> {
                    noClasses()
                            .that(resideInAPackage(SERVER + pure))
                            .should()
                            .dependOnClassesThat()
                            .areAssignableTo(Executors.class)
                            .orShould()
                            .dependOnClassesThat()
                            .areAssignableTo(Timer.class)
                            .check(server);
                    noClasses()
                            .that(resideInAPackage(SERVER + pure))
                            .should()
                            .callConstructor(Thread.class, Runnable.class)
                            .orShould()
                            .callMethod(Thread.class, "ofVirtual")
                            .orShould()
                            .callMethod(Thread.class, "ofPlatform")
                            .orShould()
                            .callMethod(Thread.class, "startVirtualThread", Runnable.class)
                            .orShould()
                            .callMethod(Thread.class, "sleep", long.class)
                            .check(server);
                });
    }

    private static void allows(String name, String... more) {
        String own = SERVER + name + "..";
        String[] allowed = Stream.of(Arrays.stream(ANYWHERE), Arrays.stream(more), Stream.of(own))
                .flatMap(packages -> packages)
                .toArray(String[]::new);
        classes()
                .that(resideInAPackage(own))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .check(server);
    }
}
