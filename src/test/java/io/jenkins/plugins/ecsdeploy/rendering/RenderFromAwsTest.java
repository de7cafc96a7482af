package io.jenkins.plugins.ecsdeploy.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.rehearsal.Render;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The renderer of the command line calls no AWS. */
class RenderFromAwsTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path template;

    @BeforeEach
    void write() throws IOException {
        template = folder.resolve("taskdef.json");
        Files.writeString(template, """
                {"family": "web", "memory": "512", "containerDefinitions": [{"name": "web", "image": "web:1",
                 "hostname": "${ssm:/web/host}", "user": "${cloudformation:web.User:-1000}"}]}
                """);
    }

    @Test
    void aValueIsGivenByItsName() {
        assertThat(render("--values", "ssm:/web/host=alpha")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"hostname\" : \"alpha\"", "\"user\" : \"1000\"");
    }

    @Test
    void withoutAValueTheFaultSaysSo() {
        assertThat(render()).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(template
                        + ":2:15 containerDefinitions[0].hostname no value for ${ssm:/web/host}: it is in AWS, and"
                        + " nothing was read from there: give it as a value of this name\n");
    }

    private int render(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--template";
        arguments[1] = template.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return Render.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
