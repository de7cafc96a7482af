package io.jenkins.plugins.ecsdeploy.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTargetTest {

    @ParameterizedTest
    @ValueSource(strings = {"docker.io", "https://docker.io", "index.docker.io", "registry-1.docker.io"})
    void dockerHubIsKnownByAllItsNames(String name) {
        RegistryTarget hub = RegistryTarget.of(name, "acme/web");

        assertThat(hub.uri("tags/list")).hasToString("https://registry-1.docker.io/v2/acme/web/tags/list");
        assertThat(hub.reference()).hasToString("docker.io/acme/web");
        assertThat(hub.isDockerHub()).isTrue();
    }

    @Test
    void aDockerHubImageWithoutAUserBelongsToTheLibrary() {
        assertThat(RegistryTarget.of("docker.io", "node").reference()).hasToString("docker.io/library/node");
        assertThat(RegistryTarget.of("registry.example.com", "node").reference())
                .hasToString("registry.example.com/node");
    }

    @Test
    void anEndpointIsJustAHost() {
        assertThat(RegistryTarget.of("registry.example.com:5000", "a/b").reference())
                .hasToString("registry.example.com:5000/a/b");
        for (String wrong : new String[] {
            "ftp://host", "https://user:pass-word@host", "https://host/v2", "https://host?x", "a b", "http://docker.io"
        }) {
            assertThatThrownBy(() -> RegistryTarget.of(wrong, "a/b")).hasMessageNotContaining("pass-word");
        }
        assertThat(RegistryTarget.of("http://localhost:5000", "a").registry()).isEqualTo("localhost:5000");
        assertThatThrownBy(() -> RegistryTarget.of("http://registry.example.com", "a"))
                .hasMessageContaining("Plain HTTP is only supported for a registry on this machine");
        assertThatThrownBy(() -> RegistryTarget.of("host.example.com", "A/b")).hasMessageContaining("lower case");
    }
}
