package dev.stet.ot;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Who may use whom, besides java.base. The contract is {@code dev.stet.ot}. */
    @ParameterizedTest
    @CsvSource({
        "dev.stet.ot,          ''",
        "dev.stet.ot.sequence, ''",
        "dev.stet.ot.plain,    dev.stet.ot",
        "dev.stet.ot.blame,    dev.stet.ot dev.stet.ot.sequence",
        "dev.stet.ot.rebase,   dev.stet.ot dev.stet.ot.sequence",
        "dev.stet.ot.text,     dev.stet.ot dev.stet.ot.plain dev.stet.ot.sequence dev.stet.ot.blame dev.stet.ot.rebase",
        "dev.stet.ot.json,     dev.stet.ot dev.stet.ot.plain dev.stet.ot.sequence dev.stet.ot.blame dev.stet.ot.rebase dev.stet.ot.text.Rope",
        "dev.stet.ot.richtext, dev.stet.ot dev.stet.ot.plain dev.stet.ot.sequence dev.stet.ot.blame dev.stet.ot.rebase dev.stet.ot.text"
                + " dev.stet.ot.json",
        "dev.stet.ot.sync,     dev.stet.ot",
        "dev.stet.ot.history,  dev.stet.ot dev.stet.ot.sync.Entry",
    })
    void packageUsesOnly(String user, String used) {
        Set<String> allowed = Set.of(used.isEmpty() ? new String[0] : used.split(" "));
        assertThat(ENGINE.that(resideInAPackage(user))).isNotEmpty();
        classes()
                .that(resideInAPackage(user))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", user)
                        .or(describe(
                                used,
                                type -> allowed.contains(type.getPackageName())
                                        || allowed.contains(type.getFullName()))))
                .check(ENGINE);
    }

    @Test
    void everyPackageHasItsArrows() throws NoSuchMethodException {
        CsvSource arrows = EngineArrowsTest.class
                .getDeclaredMethod("packageUsesOnly", String.class, String.class)
                .getAnnotation(CsvSource.class);
        assertThat(ENGINE.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(arrows.value())
                        .map(line -> line.substring(0, line.indexOf(',')))
                        .toList());
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.stet.(**)").should().beFreeOfCycles().check(ENGINE);
    }
}
