package io.jenkins.plugins.ecsdeploy.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The plugin's classes and source files, as the architecture tests read them. */
final class Plugin {

    static final String ROOT = "io.jenkins.plugins.ecsdeploy";

    static final Path SOURCES = Path.of("src/main/java");

    /** Of {@code src/main/java}: no tests, no simulator, no signatures of Jenkins' types. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** Of {@code src/simulator/java}: without its tests, which lie in the same packages. */
    static final JavaClasses SIMULATOR = new ClassFileImporter()
            .importPackages(ROOT + ".simulator")
            .that(DescribedPredicate.describe("lie in src/simulator/java", Plugin::isOfTheSimulator));

    private Plugin() {}

    private static boolean isOfTheSimulator(JavaClass type) {
        return Files.exists(
                Path.of("src/simulator/java", topLevel(type).getName().replace('.', '/') + ".java"));
    }

    /** Java files below a folder, in order of their paths. */
    static List<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A class's package below the root, such as {@code watch.state}; {@code (root)} for the root itself. */
    static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "(root)" : name.substring(ROOT.length() + 1);
    }

    /** The class that a file is named after. */
    static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(Plugin::topLevel).orElse(type);
    }

    static boolean isOurs(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(ROOT + ".");
    }
}
