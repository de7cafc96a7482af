package io.jenkins.plugins.ecsdeploy.registry.docker;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.JsonDocument;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The address of the Docker Engine, found as {@code docker} finds it: {@code DOCKER_HOST}, else {@code DOCKER_CONTEXT},
 * else the current context of {@code config.json}, else the machine's socket, which may be a rootless Docker's or Podman's.
 *
 * @param host {@code unix:}, {@code tcp:} or {@code npipe:}
 * @param tls folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}; empty without TLS
 * @param origin where the address was configured, for messages
 */
record DockerEngineAddress(URI host, Optional<Path> tls, String origin) {

    /** Names and addresses that never leave the machine, by their text: what a name server says is nobody's word. */
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::|(0+:){7}0*)1]", Pattern.CASE_INSENSITIVE);

    private static final String DEFAULT_SOCKET = "/var/run/docker.sock";

    /**
     * @param home the folder of {@code .docker}, unless {@code DOCKER_CONFIG} names another one
     * @throws RegistryException if the configured address can't be used
     */
    static DockerEngineAddress find(Map<String, String> environment, Path home) {
        Optional<String> host = variable(environment, "DOCKER_HOST");
        Path configFolder = variable(environment, "DOCKER_CONFIG").map(Path::of).orElse(home.resolve(".docker"));
        if (host.isPresent()) {
            boolean verify = variable(environment, "DOCKER_TLS_VERIFY").isPresent();
            Path certificates =
                    variable(environment, "DOCKER_CERT_PATH").map(Path::of).orElse(configFolder);
            return of(host.get(), verify ? Optional.of(certificates) : Optional.empty(), "DOCKER_HOST");
        }
        Optional<String> context = variable(environment, "DOCKER_CONTEXT");
        if (context.isPresent()) {
            return context(context.get(), configFolder, "DOCKER_CONTEXT", environment);
        }
        Path config = configFolder.resolve("config.json");
        Optional<String> current = Optional.of(config)
                .filter(Files::isRegularFile)
                .map(DockerEngineAddress::read)
                .map(document -> document.text("currentContext"))
                .filter(name -> !name.isBlank());
        return current.map(name -> context(name, configFolder, config.toString(), environment))
                .orElseGet(() -> local(environment));
    }

    /** @throws RegistryException if it is not an address, or one of an unsupported kind */
    static DockerEngineAddress of(String host, Optional<Path> tls, String origin) {
        URI uri;
        try {
            uri = URI.create(host);
        } catch (IllegalArgumentException notAnAddress) {
            throw unusable(host, origin, "it is not an address");
        }
        String scheme = String.valueOf(uri.getScheme());
        if (scheme.equals("ssh")) {
            throw unusable(
                    host,
                    origin,
                    "ssh is not supported. Forward the engine's socket (ssh -L"
                            + " /tmp/docker.sock:/var/run/docker.sock) and use that one instead");
        }
        if (!List.of("unix", "tcp", "npipe").contains(scheme)) {
            throw unusable(host, origin, "it must start with unix://, tcp:// or npipe://");
        }
        if (scheme.equals("tcp") && (uri.getHost() == null || uri.getPort() < 0)) {
            throw unusable(host, origin, "it needs a host and a port, such as tcp://build-host:2376");
        }
        if (scheme.equals("tcp")
                && tls.isEmpty()
                && !LOOPBACK.matcher(uri.getHost()).matches()) {
            throw unusable(
                    host,
                    origin,
                    "it is another machine without TLS, and the push would send the registry's login to it in clear. Use"
                            + " TLS (DOCKER_TLS_VERIFY=1, DOCKER_CERT_PATH), forward the engine's socket or port to this"
                            + " machine (ssh -L 2375:localhost:2375, then tcp://localhost:2375), or push from an archive"
                            + " (docker save, OCI layout)");
        }
        tls.ifPresent(folder -> requireCertificates(folder, host, origin));
        return new DockerEngineAddress(uri, tls, origin);
    }

    /** docker-java would continue without TLS. */
    private static void requireCertificates(Path folder, String host, String origin) {
        List<String> missing = Stream.of("ca.pem", "cert.pem", "key.pem")
                .filter(name -> !Files.isRegularFile(folder.resolve(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw unusable(host, origin, "TLS is required, but " + folder + " lacks " + String.join(", ", missing));
        }
    }

    /** Docker CLI's context store: {@code contexts/meta} and {@code contexts/tls}, by the SHA-256 of the name. */
    private static DockerEngineAddress context(
            String name, Path configFolder, String origin, Map<String, String> environment) {
        if (name.equals("default")) {
            return local(environment);
        }
        String id = Digest.sha256(name.getBytes(StandardCharsets.UTF_8)).hex();
        Path meta = configFolder.resolve("contexts/meta").resolve(id).resolve("meta.json");
        if (!Files.isRegularFile(meta)) {
            throw RegistryException.of("The Docker context \"" + name + "\" (" + origin + ") does not exist: " + meta
                    + " is missing. docker context ls lists the existing ones.");
        }
        JsonDocument docker = read(meta).field("Endpoints").field("docker");
        String host = docker.text("Host");
        String source = "Docker context \"" + name + "\"";
        if (docker.node().path("SkipTLSVerify").asBoolean()) {
            throw unusable(
                    host, source, "it skips the verification of the engine's certificate. Configure a CA instead");
        }
        Path tls = configFolder.resolve("contexts/tls").resolve(id).resolve("docker");
        return of(host, Optional.of(tls).filter(Files::isDirectory), source);
    }

    private static DockerEngineAddress local(Map<String, String> environment) {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return of("npipe:////./pipe/docker_engine", Optional.empty(), "this machine's default");
        }
        String runtime = variable(environment, "XDG_RUNTIME_DIR").orElse("/run/user/nobody");
        String socket = Stream.of(
                        DEFAULT_SOCKET,
                        runtime + "/docker.sock",
                        runtime + "/podman/podman.sock",
                        "/run/podman/podman.sock")
                .filter(path -> Files.exists(Path.of(path)))
                .findFirst()
                .orElse(DEFAULT_SOCKET);
        return of("unix://" + socket, Optional.empty(), "this machine's default");
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::trim).filter(value -> !value.isEmpty());
    }

    private static JsonDocument read(Path file) {
        try {
            return JsonDocument.parse("it", Files.readAllBytes(file));
        } catch (IOException | ImageException unreadable) {
            throw RegistryException.of(
                    file + " can't be read to find the Docker Engine: " + unreadable.getMessage()
                            + ". Correct it, or set DOCKER_HOST.",
                    unreadable);
        }
    }

    private static RegistryException unusable(String host, String origin, String why) {
        return RegistryException.of(
                "The Docker Engine's address '" + host + "' (" + origin + ") can't be used: " + why + ".");
    }

    /** Whether the engine is on this machine, as far as its address says. */
    boolean isLocal() {
        return !host.getScheme().equals("tcp")
                || LOOPBACK.matcher(host.getHost()).matches();
    }

    /** For messages. */
    @Override
    public String toString() {
        return host + " (" + origin + ")";
    }
}
