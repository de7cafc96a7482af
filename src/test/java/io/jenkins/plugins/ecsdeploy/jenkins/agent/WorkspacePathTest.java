package io.jenkins.plugins.ecsdeploy.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        assertThat(resolve(workspace, "deploy/../deploy/taskdef.json")).hasContent("{}");
    }

    @Test
    void aPathMayLeadOutOfItsFolderIntoTheWorkspace() throws IOException {
        Path folder = Files.createDirectories(workspace.resolve("services/web"));

        assertThat(resolve(folder, "../../deploy/taskdef.json")).hasContent("{}");
        assertThat(resolve(folder, workspace.resolve("deploy/taskdef.json").toString()))
                .hasContent("{}");
    }

    @Test
    void theFolderNeedNotExistYet() throws IOException {
        assertThat(resolve(workspace.resolve("services/web"), "../../deploy/taskdef.json"))
                .hasContent("{}");
    }

    @Test
    void theFolderForTemporaryFilesBelongsToTheWorkspace() throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("workspace@tmp"));
        Files.writeString(temporary.resolve("image.tar"), "x");

        assertThat(resolve(workspace, "../workspace@tmp/image.tar")).hasContent("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "deploy/../../secret", "/etc/passwd", "missing.json"})
    void whatIsOutsideOrMissingIsRefused(String path) {
        assertThatThrownBy(() -> resolve(workspace, path)).isInstanceOf(AbortException.class);
    }

    @Test
    void aMessageNamesTheFolderAndTheWorkspace() throws IOException {
        Path services = Files.createDirectories(workspace.resolve("services"));

        assertThatThrownBy(() -> resolve(services, "../../secret"))
                .hasMessage("\"../../secret\", from the folder " + services + ", is outside of the workspace "
                        + workspace + ".");
        assertThatThrownBy(() -> resolve(services, "taskdef.json"))
                .hasMessage("There is no file or folder \"taskdef.json\" in " + services + ".");
    }

    @Test
    void aLinkThatLeadsOutIsRefused() throws IOException {
        Files.createSymbolicLink(workspace.resolve("link"), folder.resolve("secret"));
        assertThatThrownBy(() -> resolve(workspace, "link")).isInstanceOf(AbortException.class);
    }

    private Path resolve(Path from, String path) throws IOException {
        return WorkspacePath.resolve(from.toFile(), List.of(workspace.toString(), workspace + "@tmp"), path);
    }
}
