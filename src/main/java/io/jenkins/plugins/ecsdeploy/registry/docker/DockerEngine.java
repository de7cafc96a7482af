package io.jenkins.plugins.ecsdeploy.registry.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/** A connection to a Docker Engine (or Podman's compatible service) that has answered. */
public final class DockerEngine implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    private final DockerEngineAddress address;
    private final DockerClient client;
    private final Duration answerTimeout;
    private final TimeLimiter calls = new TimeLimiter();

    private DockerEngine(DockerEngineAddress address, DockerClient client, Duration answerTimeout) {
        this.address = address;
        this.client = client;
        this.answerTimeout = answerTimeout;
    }

    /**
     * Finds the engine as {@code docker} does: {@code DOCKER_HOST} (with {@code DOCKER_TLS_VERIFY} and
     * {@code DOCKER_CERT_PATH}), {@code DOCKER_CONTEXT}, the current context, else the machine's socket.
     *
     * @param environment variables that take precedence over this process's own, such as a build's
     * @throws RegistryException if none answers
     */
    public static DockerEngine find(Map<String, String> environment) throws InterruptedException {
        Map<String, String> all = new HashMap<>(System.getenv());
        all.putAll(environment);
        return connect(DockerEngineAddress.find(all, Path.of(System.getProperty("user.home"))), ANSWER_TIMEOUT);
    }

    static DockerEngine connect(DockerEngineAddress address, Duration answerTimeout) throws InterruptedException {
        DockerClient client;
        try {
            client = client(address);
        } catch (RuntimeException unusable) {
            throw RegistryException.of(
                    "The Docker Engine's address " + address + " can't be used: " + unusable.getMessage() + ".",
                    unusable);
        }
        DockerEngine engine = new DockerEngine(address, client, answerTimeout);
        try {
            engine.call(() -> client.pingCmd().exec());
            return engine;
        } catch (RegistryException timedOut) {
            engine.closeAfter(timedOut);
            throw timedOut;
        } catch (RuntimeException unreachable) {
            engine.closeAfter(unreachable);
            throw RegistryException.of(
                    "No Docker Engine answers at " + address + ": " + rootReason(unreachable)
                            + ". Start it, point DOCKER_HOST or a docker context to it, check that this user may use the"
                            + " socket, or push from an archive (docker save, OCI layout), which needs no Docker.",
                    unreachable);
        }
    }

    private static DockerClient client(DockerEngineAddress address) {
        DefaultDockerClientConfig.Builder settings = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(address.host().toString())
                .withDockerTlsVerify(false);
        address.tls().ifPresent(folder -> settings.withCustomSslConfig(new LocalDirectorySSLConfig(folder.toString())));
        DockerClientConfig config = settings.build();
        return DockerClientImpl.getInstance(
                config,
                new ApacheDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .sslConfig(config.getSSLConfig())
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .build());
    }

    /**
     * Sends a short request with a time limit of our own: docker-java's don't work for Unix sockets.
     *
     * @throws RegistryException if the engine does not answer in time
     */
    <T> T call(Callable<T> request) throws InterruptedException {
        try {
            return calls.call(answerTimeout, request);
        } catch (TimeoutException noAnswer) {
            throw RegistryException.of(
                    "The Docker Engine at " + address + " did not answer within " + answerTimeout.toSeconds()
                            + " s: it hangs, or something else listens there. Check its log, restart it, or push from an"
                            + " archive (docker save, OCI layout), which needs no Docker.",
                    noAnswer);
        }
    }

    /**
     * An image's description.
     *
     * @param image a tag or an id
     * @throws RegistryException if the engine does not have it
     */
    InspectImageResponse inspect(String image) throws InterruptedException {
        try {
            return call(() -> client.inspectImageCmd(image).exec());
        } catch (RegistryException known) {
            throw known;
        } catch (NotFoundException missing) {
            throw RegistryException.of(
                    "The Docker Engine at " + host() + " has no image '" + image
                            + "'. Build or pull it there first. docker images lists the existing ones.",
                    missing);
        } catch (RuntimeException refused) {
            throw failed("inspecting image '" + image + "'", refused);
        }
    }

    RegistryException failed(String action, RuntimeException refused) {
        String reason = String.valueOf(refused.getMessage()).strip();
        return RegistryException.of(
                "The Docker Engine at " + host() + " failed when " + action + ": " + reason, refused);
    }

    /** Whether it is on this machine, as far as its address says. */
    public boolean isLocal() {
        return address.isLocal();
    }

    /** Where the engine was found. */
    public URI host() {
        return address.host();
    }

    public DockerClient client() {
        return client;
    }

    @Override
    public void close() throws IOException {
        calls.close();
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
