package io.jenkins.plugins.ecsdeploy.registry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path folder;

    @Test
    void ifNoEngineAnswersTheSocketIsNamed() {
        String socket = "unix://" + folder.resolve("docker.sock");

        assertThatThrownBy(() -> DockerEngine.find(Map.of("DOCKER_HOST", socket)))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("No Docker Engine answers at " + socket)
                .hasMessageContaining("push from an archive");
    }

    @Test
    void anUnsupportedAddressIsRefused() {
        assertThatThrownBy(() -> DockerEngine.find(Map.of("DOCKER_HOST", "ftp://host")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("'ftp://host' (DOCKER_HOST) can't be used: it must start with unix://");
    }

    @Test
    void anEngineThatNeverAnswersEndsWithATimeout() throws IOException {
        Path socket = folder.resolve("docker.sock");
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(socket));

            assertThatThrownBy(() -> connect("unix://" + socket))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("unix://" + socket)
                    .hasMessageContaining("did not answer within");
        }
    }

    @Test
    void soDoesOneBehindTcp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String host = "tcp://127.0.0.1:" + silent.getLocalPort();

            assertThatThrownBy(() -> connect(host))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining(host)
                    .hasMessageContaining("did not answer within");
        }
    }

    @Test
    void anAbortEndsTheWait() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            DockerEngineAddress address = address("tcp://127.0.0.1:" + silent.getLocalPort());
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> DockerEngine.connect(address, Duration.ofMinutes(1)))
                    .isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    private static DockerEngine connect(String host) throws InterruptedException {
        return DockerEngine.connect(address(host), SHORT);
    }

    private static DockerEngineAddress address(String host) {
        return new DockerEngineAddress(URI.create(host), Optional.empty(), "DOCKER_HOST");
    }
}
