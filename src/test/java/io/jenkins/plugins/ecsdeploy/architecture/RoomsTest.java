package io.jenkins.plugins.ecsdeploy.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps rooms and files at a size in which a newcomer finds things by looking. */
class RoomsTest {

    private static final int MOST_FILES = 18;
    private static final int MOST_LINES = 350;

    @ParameterizedTest
    @MethodSource("roots")
    void noRoomHoldsMoreThanEighteenFiles(String root) {
        Map<Path, Long> rooms = Plugin.javaFiles(Path.of(root)).stream()
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
        assertThat(rooms.entrySet())
                .allSatisfy(room -> assertThat(room.getValue())
                        .as("files in " + room.getKey())
                        .isLessThanOrEqualTo(MOST_FILES));
    }

    @ParameterizedTest
    @MethodSource("roots")
    void noFileHasMoreThan350Lines(String root) {
        assertThat(Plugin.javaFiles(Path.of(root)))
                .allSatisfy(
                        file -> assertThat(lines(file)).as("lines of " + file).hasSizeLessThanOrEqualTo(MOST_LINES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/simulator/java"})
    void eachRoomSaysWhatLivesThere(String root) {
        assertThat(Plugin.javaFiles(Path.of(root)).stream().map(Path::getParent).distinct())
                .allSatisfy(
                        room -> assertThat(room.resolve("package-info.java")).exists());
    }

    @Test
    void nullIsNothingThatAPackageExpects() {
        assertThat(Plugin.javaFiles(Plugin.SOURCES).stream().filter(file -> file.endsWith("package-info.java")))
                .allSatisfy(file -> assertThat(lines(file)).contains("@DefaultAnnotation(NonNull.class)"));
    }

    @Test
    void noTwoClassesShareAName() {
        Map<String, List<Path>> names = roots().flatMap(root -> Plugin.javaFiles(Path.of(root)).stream())
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(
                        file -> file.getFileName().toString(), TreeMap::new, Collectors.toList()));
        assertThat(names.values().stream().filter(files -> files.size() > 1)).isEmpty();
    }

    @Test
    void noClassOfThePluginLooksLikeATest() {
        assertThat(Plugin.javaFiles(Plugin.SOURCES))
                .noneMatch(file -> file.getFileName().toString().endsWith("Test.java"));
    }

    /** All but {@code src/jenkins-api/java}, whose names and sizes are Jenkins'. */
    static Stream<String> roots() {
        return Stream.of(
                "src/main/java",
                "src/simulator/java",
                "src/rehearsal/java",
                "src/test/java",
                "src/bench/java",
                "src/jenkins-test/java");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
