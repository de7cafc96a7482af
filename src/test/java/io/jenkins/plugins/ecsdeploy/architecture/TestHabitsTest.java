package io.jenkins.plugins.ecsdeploy.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What makes tests slow, fail on a busy machine only, or hard to read. */
class TestHabitsTest {

    private static final Pattern REAL_TIME =
            Pattern.compile("Thread\\.sleep|TimeUnit\\.\\w+\\.sleep|assertTimeout|@Timeout|setSoTimeout|\\.join\\(\\d");

    private static final Pattern RANDOM =
            Pattern.compile("new (Splittable)?Random\\(\\)|ThreadLocalRandom|Math\\.random");

    /** Sentences that fit into a line of a report. */
    private static final Pattern LONG_NAME = Pattern.compile("(?:void|Stream<\\w+>|List<\\w+>) ([a-z]\\w{60,})\\(");

    @Test
    void namesOfTestsHaveAtMostSixtyCharacters() throws IOException {
        for (String root : List.of("src/test/java", "src/jenkins-test/java")) {
            for (Path test : Plugin.javaFiles(Path.of(root))) {
                assertThat(Files.readString(test)).as(test.toString()).doesNotContainPattern(LONG_NAME);
            }
        }
    }

    /** Except those that wait for a Jenkins in another process. */
    @Test
    void noTestSleepsOrLimitsItsTime() throws IOException {
        List<Path> tests = Plugin.javaFiles(Path.of("src/test/java")).stream()
                .filter(file -> !file.toString().contains("/jenkins/driver/")
                        && !file.toString().endsWith("IT.java")
                        && !file.endsWith("TestHabitsTest.java"))
                .toList();
        for (Path test : tests) {
            assertThat(Files.readString(test)).as(test.toString()).doesNotContainPattern(REAL_TIME);
        }
    }

    @Test
    void noTestDrawsRandomNumbersWithoutASeed() throws IOException {
        for (Path test : Plugin.javaFiles(Path.of("src/test/java"))) {
            if (!test.endsWith("TestHabitsTest.java")) {
                assertThat(Files.readString(test)).as(test.toString()).doesNotContainPattern(RANDOM);
            }
        }
    }
}
