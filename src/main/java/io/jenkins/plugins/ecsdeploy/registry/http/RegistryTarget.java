package io.jenkins.plugins.ecsdeploy.registry.http;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import java.io.Serializable;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * The repository that an image is pushed to.
 *
 * Docker Hub is known by three names, and its images without a user belong to {@code library} (Docker's
 * distribution/reference, "normalize.go").
 *
 * @param endpoint scheme, host and port of the registry, such as ECR's {@code proxyEndpoint}; {@code http} only for this
 *     machine
 * @param repository its name at that registry
 */
public record RegistryTarget(URI endpoint, String repository) implements Serializable {

    private static final String DOCKER_HUB = "docker.io";
    private static final URI DOCKER_HUB_API = URI.create("https://registry-1.docker.io");
    private static final Set<String> DOCKER_HUB_HOSTS = Set.of(DOCKER_HUB, "index.docker.io", "registry-1.docker.io");

    /** @throws ImageException if the endpoint is not just a host, or the repository's name is invalid */
    public RegistryTarget {
        String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
        boolean bare = endpoint.getUserInfo() == null
                && endpoint.getQuery() == null
                && (endpoint.getRawPath() == null || endpoint.getRawPath().matches("/?"));
        if (!(scheme.equals("https") || scheme.equals("http")) || endpoint.getHost() == null || !bare) {
            throw new ImageException("The registry's endpoint for repository '" + repository
                    + "' is invalid. It must be https://HOST[:PORT] (or http:// for a registry on this machine) and"
                    + " nothing else.");
        }
        if (scheme.equals("http") && !isLoopback(endpoint.getHost())) {
            throw new ImageException(
                    "Plain HTTP is only supported for a registry on this machine (localhost, 127.0.0.1),"
                            + " not for " + endpoint.getRawAuthority()
                            + ": logins and images would cross the network unencrypted. Enable TLS at the registry. The"
                            + " certificate of a private CA is trusted if it is in /etc/docker/certs.d/"
                            + endpoint.getRawAuthority() + "/ca.crt.");
        }
        if (DOCKER_HUB_HOSTS.contains(endpoint.getRawAuthority())) {
            endpoint = DOCKER_HUB_API;
            repository = repository.contains("/") ? repository : "library/" + repository;
        }
        ImageReference.of(endpoint.getRawAuthority(), repository);
    }

    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.matches("127\\.\\d+\\.\\d+\\.\\d+") || host.equals("[::1]");
    }

    /**
     * @param registry {@code host[:port]}, which means https, or with its scheme
     * @throws ImageException if it is not the address of a registry
     */
    public static RegistryTarget of(String registry, String repository) {
        try {
            return new RegistryTarget(
                    URI.create(registry.contains("://") ? registry : "https://" + registry), repository);
        } catch (IllegalArgumentException notAnAddress) {
            throw new ImageException(
                    "'" + registry
                            + "' is not the address of a registry. It must be HOST[:PORT], optionally with https:// before it.",
                    notAnAddress);
        }
    }

    public boolean isDockerHub() {
        return endpoint.equals(DOCKER_HUB_API);
    }

    /** {@code host[:port]}, as in image references. */
    public String registry() {
        return isDockerHub() ? DOCKER_HUB : endpoint.getRawAuthority();
    }

    /** The repository as an image reference without tag and digest. */
    public ImageReference reference() {
        return ImageReference.of(registry(), repository);
    }

    public URI uri(String pathInRepository) {
        return endpoint.resolve("/v2/" + repository + "/" + pathInRepository);
    }

    /** Whether an address is this registry's: credentials are sent nowhere else. */
    boolean isSameOrigin(URI uri) {
        return endpoint.getScheme().equalsIgnoreCase(uri.getScheme())
                && endpoint.getHost().equalsIgnoreCase(uri.getHost())
                && port(endpoint) == port(uri);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
