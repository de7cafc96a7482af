package io.jenkins.plugins.ecsdeploy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the plugin to the package table of docs/architecture.md, which is read here: one direction of imports. */
class PackageDependenciesTest {

    private static final String ROOT = Plugin.ROOT;

    /** {@code | `watch.state` | what lives there | `ecs`, `aws` |}. */
    private static final Pattern ROW = Pattern.compile("\\| (?:`([\\w.]+)`|(\\(root\\))) \\|.*\\|([^|]*)\\|");

    @Test
    void theTableOfPackagesIsWhatTheCodeImports() throws IOException {
        assertThat(lines(imports(Plugin.CLASSES))).isEqualTo(lines(table()));
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        assertThat(Circles.among(imports(Plugin.CLASSES))).isEmpty();
    }

    @Test
    void noPackagesOfTheSimulatorDependOnEachOtherInACircle() {
        assertThat(Circles.among(imports(Plugin.SIMULATOR))).isEmpty();
    }

    @Test
    void noFilesDependOnEachOtherInACircle() {
        Map<String, Set<String>> files = new TreeMap<>();
        for (JavaClass type : Plugin.CLASSES) {
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(Plugin::isOurs)
                    .forEach(target -> {
                        String from = Plugin.topLevel(type).getName();
                        String to = Plugin.topLevel(target).getName();
                        if (!from.equals(to)) {
                            files.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
                        }
                    });
        }
        assertThat(Circles.among(files)).isEmpty();
    }

    @Test
    void theAwsSdkStaysOutOfWhatRunsOnAgents() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".image..", ROOT + ".registry..", ROOT + ".taskdef..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(Plugin.CLASSES);
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
                .check(Plugin.CLASSES);
    }

    @Test
    void onlyTheJenkinsPackagesKnowJenkins() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".jenkins..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("hudson..", "jenkins..", "org.jenkinsci..", "org.kohsuke..")
                .check(Plugin.CLASSES);
    }

    /** The simulator judges the engine, so it may not share the engine's idea of ECS, ECR or a registry. */
    @Test
    void theSimulatorSharesNoCodeWithTheEngine() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".simulator..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage(ROOT + "..")
                        .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(ROOT + ".simulator.."))))
                .check(Plugin.SIMULATOR);
    }

    private static Map<String, Set<String>> imports(JavaClasses classes) {
        Map<String, Set<String>> imports = new TreeMap<>();
        for (JavaClass type : classes) {
            Set<String> known = imports.computeIfAbsent(Plugin.room(type), name -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(Plugin::isOurs)
                    .map(Plugin::room)
                    .filter(room -> !room.equals(Plugin.room(type)))
                    .forEach(known::add);
        }
        return imports;
    }

    private static Map<String, Set<String>> table() throws IOException {
        String text = Files.readString(Path.of("docs/architecture.md"));
        String section = text.substring(text.indexOf("## Packages"), text.indexOf("## Where to look"));
        Map<String, Set<String>> table = new TreeMap<>();
        for (String line : section.split("\n")) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                String name = row.group(1) == null ? row.group(2) : row.group(1);
                Set<String> known = Arrays.stream(row.group(3).split("[,\\s]+"))
                        .map(word -> word.replace("`", ""))
                        .filter(word -> !word.isEmpty() && !word.equals("nothing"))
                        .collect(Collectors.toCollection(TreeSet::new));
                assertThat(table.put(name, known))
                        .as("an earlier row of " + name)
                        .isNull();
            }
        }
        return table;
    }

    private static String lines(Map<String, Set<String>> rows) {
        return rows.entrySet().stream()
                .map(row -> row.getKey() + " imports " + String.join(", ", row.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
