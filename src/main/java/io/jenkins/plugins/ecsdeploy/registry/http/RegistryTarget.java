package io.jenkins.plugins.ecsdeploy.registry.http;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import java.io.Serializable;
import java.net.URI;
import java.util.Locale;

/**
 * Where an image is pushed to.
 *
 * @param endpoint scheme, host and port of the registry, such as ECR's {@code proxyEndpoint}; {@code http} only on
 *     this machine
 * @param repository the repository's name at that registry
 */
public record RegistryTarget(URI endpoint, String repository) implements Serializable {

    /** @throws ImageException where the endpoint is more or less than a host, or the repository's name is none */
    public RegistryTarget {
        String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
        boolean bare = endpoint.getUserInfo() == null
                && endpoint.getQuery() == null
                && (endpoint.getRawPath() == null || endpoint.getRawPath().matches("/?"));
        if (!(scheme.equals("https") || scheme.equals("http")) || endpoint.getHost() == null || !bare) {
            throw new ImageException("A registry's endpoint is https://HOST[:PORT] (or http:// where it really is plain"
                    + " HTTP) and nothing else, unlike the one given for repository '" + repository + "'.");
        }
        if (scheme.equals("http") && !isLoopback(endpoint.getHost())) {
            throw new ImageException(
                    "Plain HTTP is spoken with a registry on this machine alone (localhost, 127.0.0.1),"
                            + " not with " + endpoint.getRawAuthority()
                            + ": logins and images would go over the network"
                            + " for everybody to read and change. Give it TLS; a certificate of your own authority is"
                            + " trusted from /etc/docker/certs.d/" + endpoint.getRawAuthority() + "/ca.crt.");
        }
        ImageReference.of(endpoint.getRawAuthority(), repository);
    }

    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.matches("127\\.\\d+\\.\\d+\\.\\d+") || host.equals("[::1]");
    }

    /**
     * @param registry {@code host[:port]}, taken as https, or with its scheme
     * @throws ImageException where it isn't that
     */
    public static RegistryTarget of(String registry, String repository) {
        try {
            return new RegistryTarget(
                    URI.create(registry.contains("://") ? registry : "https://" + registry), repository);
        } catch (IllegalArgumentException notAnAddress) {
            throw new ImageException("'" + registry + "' is not the address of a registry.", notAnAddress);
        }
    }

    /** {@code host[:port]}, as image references name the registry. */
    public String registry() {
        return endpoint.getRawAuthority();
    }

    /** The repository as an image reference without tag and digest. */
    public ImageReference reference() {
        return ImageReference.of(registry(), repository);
    }

    public URI uri(String pathInRepository) {
        return endpoint.resolve("/v2/" + repository + "/" + pathInRepository);
    }

    /** Whether an address is this registry itself: only there credentials go. */
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
