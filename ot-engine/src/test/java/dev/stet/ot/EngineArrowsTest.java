package dev.stet.ot;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.stet.ot.text.Rope;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What may use what, inside the engine and outside of it. */
class EngineArrowsTest {
    private static final JavaClasses ENGINE = engine();

    /** Reads the engine's classes, and no others that they mention: names are enough. */
    private static JavaClasses engine() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.stet.ot");
    }

    @Test
    void engineIsPresent() {
        assertThat(ENGINE.contain(OperationType.class)).isTrue();
        assertThat(ENGINE.contain("dev.stet.ot.text.TextType")).isTrue();
    }

    @Test
    void moduleRequiresNothingButJavaBase() throws IOException {
        Path compiled = Path.of("target", "classes", "module-info.class");
        try (InputStream file = Files.newInputStream(compiled)) {
            ModuleDescriptor module = ModuleDescriptor.read(file);
            assertThat(module.name()).isEqualTo("dev.stet.ot");
            assertThat(module.requires())
                    .extracting(ModuleDescriptor.Requires::name)
                    .containsExactly("java.base");
            assertThat(module.isOpen()).isFalse();
            assertThat(module.uses()).isEmpty();
        }
    }

    @Test
    void engineUsesOnlyThePureParts() {
        classes()
                .that(resideInAPackage("dev.stet.ot.."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.stet.ot..",
                        "java.lang",
                        "java.lang.invoke",
                        "java.lang.runtime",
                        "java.math",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "java.util.random",
                        "java.time"))
                .check(ENGINE);
    }

    @Test
    void engineKnowsNoThreadNoClockAndNoProcess() {
        noClasses()
                .should()
                .dependOnClassesThat(belongToAnyOf(
                        Thread.class,
                        ThreadLocal.class,
                        Runtime.class,
                        Process.class,
                        java.time.Clock.class,
                        java.time.Instant.class,
                        java.time.LocalDateTime.class,
                        java.time.ZonedDateTime.class,
                        java.util.Timer.class,
                        java.util.Date.class,
                        java.util.Random.class))
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(Object.class, "wait")
                .orShould()
                .callMethod(Object.class, "notifyAll")
                .check(ENGINE);
    }

    @Test
    void contractKnowsNeitherTypesNorMachines() {
        noClasses()
                .that()
                .resideInAPackage("dev.stet.ot")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.stet.ot.text..", "dev.stet.ot.sync.."))
                .check(ENGINE);
    }

    @Test
    void typesAndMachinesDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("dev.stet.ot.text..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.stet.ot.sync.."))
                .check(ENGINE);
        noClasses()
                .that()
                .resideInAPackage("dev.stet.ot.sync..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.stet.ot.text.."))
                .check(ENGINE);
    }

    @Test
    void richTextIsBuiltOfJsonValuesTheRopeAndTheSequence() {
        classes()
                .that()
                .resideInAPackage("dev.stet.ot.richtext..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "dev.stet.ot",
                                "dev.stet.ot.richtext",
                                "dev.stet.ot.sequence",
                                "dev.stet.ot.json",
                                "java..")
                        .or(type(Rope.class)))
                .check(ENGINE);
        noClasses()
                .that()
                .resideInAnyPackage("dev.stet.ot", "dev.stet.ot.text..", "dev.stet.ot.json..", "dev.stet.ot.sync..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.stet.ot.richtext.."))
                .check(ENGINE);
    }

    @Test
    void sequenceUsesNothing() {
        noClasses()
                .that()
                .resideInAPackage("dev.stet.ot.sequence..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "dev.stet.ot",
                        "dev.stet.ot.text..",
                        "dev.stet.ot.richtext..",
                        "dev.stet.ot.json..",
                        "dev.stet.ot.sync.."))
                .check(ENGINE);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.stet.(**)").should().beFreeOfCycles().check(ENGINE);
    }
}
