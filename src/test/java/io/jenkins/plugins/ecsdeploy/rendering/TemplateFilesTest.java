package io.jenkins.plugins.ecsdeploy.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each rule of templates, in a small file that needs it. */
class TemplateFilesTest {

    private final List<Expectations> expectations = Expectations.read("template-expectations.txt");

    @TestFactory
    Stream<DynamicTest> everyRuleHasATemplate() {
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

    static Path folder() {
        try {
            return Path.of(TemplateFilesTest.class.getResource("templates").toURI());
        } catch (URISyntaxException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
