package io.jenkins.plugins.ecsdeploy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the plugin to the package table of docs/architecture.md: one direction of imports. */
class PackageDependenciesTest {

    private static final String ROOT = "io.jenkins.plugins.ecsdeploy";
    private static final JavaClasses PLUGIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
    private static final JavaClasses SIMULATOR = new ClassFileImporter().importPackages(ROOT + ".simulator");

    @ParameterizedTest(name = "{0} knows nothing but: {1}")
    @CsvSource({
        "image, ''",
        "taskdef, ''",
        "registry, image",
        "aws, ''",
        "ecr, aws image",
        "steady, aws image",
        "service, steady aws taskdef image",
        "report, steady service",
        "deploy, report service steady aws ecr registry taskdef image",
        "jenkins, deploy report service steady aws ecr registry taskdef image",
    })
    void aPackageKnowsOnlyThoseOfItsRow(String name, String known) {
        String[] allowed = Stream.concat(Stream.of(name), Arrays.stream(known.split(" ")))
                .filter(part -> !part.isEmpty())
                .map(part -> ROOT + "." + part + "..")
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .onlyDependOnClassesThat(
                        JavaClass.Predicates.resideInAnyPackage(allowed).or(outsideOfThePluginOrItsRoot()))
                .check(PLUGIN);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(PLUGIN);
    }

    @Test
    void theAwsSdkStaysOutOfWhatRunsOnAgents() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".image..", ROOT + ".registry..", ROOT + ".taskdef..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(PLUGIN);
    }

    @Test
    void theTemplateEngineDoesNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".taskdef..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.File")
                .check(PLUGIN);
    }

    @Test
    void onlyTheJenkinsPackageKnowsJenkins() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".jenkins..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("hudson..", "jenkins..", "org.jenkinsci..", "org.kohsuke..")
                .check(PLUGIN);
    }

    /** The simulator judges the engine, so it may not share the engine's idea of ECS, ECR or a registry. */
    @Test
    void theSimulatorSharesNoCodeWithTheEngine() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".simulator..")
                .and()
                .haveSimpleNameNotEndingWith("Test")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage(ROOT + "..")
                        .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(ROOT + ".simulator.."))))
                .check(SIMULATOR);
    }

    private static DescribedPredicate<JavaClass> outsideOfThePluginOrItsRoot() {
        return DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(ROOT + ".."))
                .or(JavaClass.Predicates.resideInAPackage(ROOT));
    }
}
