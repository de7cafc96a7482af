package io.jenkins.plugins.ecsdeploy.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Sixty real task definitions from public repositories, if a folder of them is at hand ({@code -Dcorpus.dir=DIR}): each
 * becomes what its author meant, or is refused with what to change, and where.
 */
@EnabledIfSystemProperty(
        named = "corpus.dir",
        matches = ".+",
        disabledReason = "needs a folder of real task definitions: -Dcorpus.dir=DIR")
class CorpusTest {

    private final List<Expectations> expectations = Expectations.read("corpus-expectations.txt");

    @TestFactory
    Stream<DynamicTest> everyFileIsRenderedAsMeantOrRefusedWithAdvice() {
        return expectations.stream().map(each -> each.in(folder()));
    }

    @Test
    void noFileIsForgotten() throws IOException {
        try (Stream<Path> found = Files.list(folder())) {
            assertThat(found.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(expectations.stream()
                            .map(Expectations::fileName)
                            .distinct()
                            .toList());
        }
    }

    private static Path folder() {
        return Path.of(System.getProperty("corpus.dir")).resolve("task-definitions");
    }
}
