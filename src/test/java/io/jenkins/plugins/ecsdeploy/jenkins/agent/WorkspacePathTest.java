package io.jenkins.plugins.ecsdeploy.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspacePathTest {

    @TempDir
    Path folder;

    private Path workspace;

    @BeforeEach
    void make() throws IOException {
        workspace = Files.createDirectories(folder.resolve("workspace/deploy")).getParent();
        Files.writeString(workspace.resolve("deploy/taskdef.json"), "{}");
        Files.writeString(folder.resolve("secret"), "outside");
    }

    @Test
    void aFileInTheWorkspaceIsFound() throws IOException {
        assertThat(WorkspacePath.resolve(workspace.toFile(), "deploy/../deploy/taskdef.json"))
                .hasContent("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "deploy/../../secret", "/etc/passwd", "missing.json"})
    void whatIsOutsideOrMissingIsRefused(String path) {
        assertThatThrownBy(() -> WorkspacePath.resolve(workspace.toFile(), path))
                .isInstanceOf(AbortException.class);
    }

    @Test
    void aLinkThatLeadsOutIsRefused() throws IOException {
        Files.createSymbolicLink(workspace.resolve("link"), folder.resolve("secret"));
        assertThatThrownBy(() -> WorkspacePath.resolve(workspace.toFile(), "link"))
                .isInstanceOf(AbortException.class);
    }
}
