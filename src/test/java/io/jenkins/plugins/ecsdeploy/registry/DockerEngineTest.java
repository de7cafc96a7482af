package io.jenkins.plugins.ecsdeploy.registry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineTest {

    @Test
    void whereNoEngineAnswersTheSocketThatWasTriedIsNamed(@TempDir Path folder) {
        String socket = "unix://" + folder.resolve("docker.sock");

        assertThatThrownBy(() -> DockerEngine.at(socket))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("No Docker Engine answers at " + socket)
                .hasMessageContaining("push from an archive");
    }

    @Test
    void anAddressOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> DockerEngine.at("ftp://host"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("DOCKER_HOST");
    }
}
