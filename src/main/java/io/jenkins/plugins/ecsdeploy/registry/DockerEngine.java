package io.jenkins.plugins.ecsdeploy.registry;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A Docker Engine (or Podman's compatible socket) that was asked and has answered. */
public final class DockerEngine implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    private final URI host;
    private final DockerClient client;

    private DockerEngine(URI host, DockerClient client) {
        this.host = host;
        this.client = client;
    }

    /**
     * Finds the engine as {@code docker} does: {@code DOCKER_HOST} (and {@code DOCKER_TLS_VERIFY},
     * {@code DOCKER_CERT_PATH}), the current context, else the machine's default socket.
     *
     * @throws RegistryException where none answers
     */
    public static DockerEngine find() {
        return connect(settings -> settings);
    }

    /**
     * @param host such as {@code unix:///var/run/docker.sock} or {@code tcp://host:2375}
     * @throws RegistryException where none answers
     */
    public static DockerEngine at(String host) {
        return connect(settings -> settings.withDockerHost(host));
    }

    private static DockerEngine connect(UnaryOperator<DefaultDockerClientConfig.Builder> settings) {
        DockerClientConfig config;
        DockerClient client;
        try {
            config = settings.apply(DefaultDockerClientConfig.createDefaultConfigBuilder())
                    .build();
            client = client(config);
        } catch (RuntimeException unusable) {
            throw RegistryException.of(
                    "The Docker Engine's address can't be used: " + unusable.getMessage()
                            + ". Check DOCKER_HOST, DOCKER_TLS_VERIFY and DOCKER_CERT_PATH.",
                    unusable);
        }
        DockerEngine engine = new DockerEngine(config.getDockerHost(), client);
        try {
            client.pingCmd().exec();
            return engine;
        } catch (RuntimeException silent) {
            engine.closeAfter(silent);
            throw RegistryException.of(
                    "No Docker Engine answers at " + config.getDockerHost() + ": " + rootReason(silent)
                            + ". Start it, point DOCKER_HOST to it, check that this user may use the socket,"
                            + " or push from an archive (docker save, OCI layout), which needs no Docker.",
                    silent);
        }
    }

    private static DockerClient client(DockerClientConfig config) {
        return DockerClientImpl.getInstance(
                config,
                new ApacheDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .sslConfig(config.getSSLConfig())
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .build());
    }

    /** Where the engine was found. */
    public URI host() {
        return host;
    }

    DockerClient client() {
        return client;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private void closeAfter(RuntimeException failure) {
        try {
            close();
        } catch (IOException notClosed) {
            failure.addSuppressed(notClosed);
        }
    }

    private static String rootReason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
