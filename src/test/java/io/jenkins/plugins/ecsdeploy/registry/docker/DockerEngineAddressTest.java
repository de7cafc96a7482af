package io.jenkins.plugins.ecsdeploy.registry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerEngineAddressTest {

    /** {@code printf build | sha256sum}: the name of a context's folder. */
    private static final String BUILD = "44575cf5b28512d75644bf54a517dcef304ff809fd511747621b4d64f19aac66";

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private Path docker;

    @BeforeEach
    void folder() throws IOException {
        docker = Files.createDirectories(home.resolve(".docker"));
    }

    @Test
    void dockerHostTakesPrecedenceOverContexts() throws IOException {
        currentContext("build");
        environment.put("DOCKER_CONTEXT", "other");
        environment.put("DOCKER_HOST", "tcp://127.0.0.1:2375");

        assertThat(found()).hasToString("tcp://127.0.0.1:2375 (DOCKER_HOST)");
        assertThat(found().tls()).isEmpty();
    }

    @Test
    void certificatesAreInTheVariablesFolderOrTheConfigurations() throws IOException {
        environment.putAll(Map.of("DOCKER_HOST", "tcp://127.0.0.1:2376", "DOCKER_TLS_VERIFY", "1"));
        certificates(docker);
        assertThat(found().tls()).contains(docker);

        Path other = certificates(home.resolve("certs"));
        environment.put("DOCKER_CERT_PATH", other.toString());
        assertThat(found().tls()).contains(other);
    }

    @Test
    void missingCertificatesAreAnError() throws IOException {
        environment.putAll(Map.of("DOCKER_HOST", "tcp://127.0.0.1:2376", "DOCKER_TLS_VERIFY", "1"));
        Files.createFile(docker.resolve("ca.pem"));

        assertThatThrownBy(this::found)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("TLS is required, but " + docker + " lacks cert.pem, key.pem");
    }

    @Test
    void theCurrentContextIsUsedWithItsCertificates() throws IOException {
        currentContext("build");
        context("{\"Name\":\"build\",\"Endpoints\":{\"docker\":{\"Host\":\"tcp://127.0.0.1:2376\"}}}");
        Path tls = certificates(docker.resolve("contexts/tls/" + BUILD + "/docker"));

        assertThat(found()).hasToString("tcp://127.0.0.1:2376 (Docker context \"build\")");
        assertThat(found().tls()).contains(tls);
    }

    @Test
    void theEnvironmentsContextTakesPrecedence() throws IOException {
        currentContext("other");
        environment.put("DOCKER_CONTEXT", "build");
        context("{\"Endpoints\":{\"docker\":{\"Host\":\"unix:///run/build.sock\"}}}");

        assertThat(found().host()).hasToString("unix:///run/build.sock");
    }

    @Test
    void aMissingContextIsNamedWithItsOrigin() throws IOException {
        currentContext("gone");

        assertThatThrownBy(this::found)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(
                        "The Docker context \"gone\" (" + docker.resolve("config.json") + ") does not exist")
                .hasMessageContaining("docker context ls");
    }

    @Test
    void theDefaultContextIsTheMachinesSocket() throws IOException {
        currentContext("default");
        Path runtime = Files.createDirectories(home.resolve("run/podman"));
        Path socket = Files.createFile(runtime.resolve("podman.sock"));
        environment.put("XDG_RUNTIME_DIR", home.resolve("run").toString());

        String host = found().host().toString();

        assertThat(host)
                .isEqualTo(
                        "unix://" + (Files.exists(Path.of("/var/run/docker.sock")) ? "/var/run/docker.sock" : socket));
    }

    @Test
    void unsupportedAddressesAreRefusedWithAnAlternative() throws IOException {
        environment.put("DOCKER_HOST", "ssh://build-host");
        assertThatThrownBy(this::found).hasMessageContaining("Forward the engine's socket");

        environment.put("DOCKER_HOST", "tcp://build-host");
        assertThatThrownBy(this::found).hasMessageContaining("a host and a port");

        environment.remove("DOCKER_HOST");
        currentContext("build");
        context("{\"Endpoints\":{\"docker\":{\"Host\":\"tcp://127.0.0.1:2376\",\"SkipTLSVerify\":true}}}");
        assertThatThrownBy(this::found).hasMessageContaining("Configure a CA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://build-host:2375", "tcp://10.0.0.1:2375", "tcp://127.0.0.1.example.com:2375"})
    void anotherMachineWithoutTlsIsRefused(String host) {
        environment.put("DOCKER_HOST", host);
        assertThatThrownBy(this::found)
                .isInstanceOf(RegistryException.class)
                .hasMessageContainingAll(host, "in clear", "DOCKER_TLS_VERIFY", "ssh -L", "archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://localhost:2375", "tcp://127.1.2.3:2375", "tcp://[::1]:2375"})
    void thisMachineNeedsNoTls(String host) {
        environment.put("DOCKER_HOST", host);
        assertThat(found().host()).hasToString(host);
    }

    @Test
    void anotherMachineWithTlsIsTaken() throws IOException {
        environment.putAll(Map.of("DOCKER_HOST", "tcp://build-host:2376", "DOCKER_TLS_VERIFY", "1"));
        environment.put(
                "DOCKER_CERT_PATH", certificates(home.resolve("certificates")).toString());
        assertThat(found().host()).hasToString("tcp://build-host:2376");
    }

    @Test
    void anInvalidConfigurationIsNamed() throws IOException {
        Files.writeString(docker.resolve("config.json"), "{");
        assertThatThrownBy(this::found)
                .hasMessageContaining("config.json can't be read to find the Docker Engine: it is not JSON: line 1");
    }

    private DockerEngineAddress found() {
        return DockerEngineAddress.find(environment, home);
    }

    private static Path certificates(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : List.of("ca.pem", "cert.pem", "key.pem")) {
            Files.createFile(folder.resolve(name));
        }
        return folder;
    }

    private void currentContext(String name) throws IOException {
        Files.writeString(docker.resolve("config.json"), "{\"currentContext\": \"" + name + "\"}");
    }

    private void context(String meta) throws IOException {
        Path folder = Files.createDirectories(docker.resolve("contexts/meta/" + BUILD));
        Files.writeString(folder.resolve("meta.json"), meta);
    }
}
