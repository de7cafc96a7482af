package io.jenkins.plugins.ecsdeploy.registry.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxy of a machine's environment, as Docker and curl read it: {@code HTTPS_PROXY}, {@code HTTP_PROXY} and
 * {@code NO_PROXY}, in upper or lower case. Without one, Java's own settings apply ({@code -Dhttps.proxyHost}). Loopback
 * addresses are always reached directly.
 */
public final class EnvironmentProxy extends ProxySelector {

    private static final int DEFAULT_PORT = 80;

    private final Map<String, String> environment;
    private final ProxySelector fallback;

    public EnvironmentProxy(Map<String, String> environment, ProxySelector fallback) {
        this.environment = Map.copyOf(environment);
        this.fallback = fallback;
    }

    @Override
    public List<Proxy> select(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (RegistryTarget.isLoopback(host) || isExempt(host, uri.getPort())) {
            return List.of(Proxy.NO_PROXY);
        }
        return proxy(uri)
                .map(proxy -> List.of(new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(
                                proxy.getHost(), proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort()))))
                .orElseGet(() -> fallback.select(uri));
    }

    /**
     * The environment's login for the proxy to an address, as a {@code Proxy-Authorization} header. Java sends it to the
     * proxy alone, and for https only if Basic logins for tunnels are enabled, which they are not by default
     * ({@code jdk.http.auth.tunneling.disabledSchemes}).
     */
    Optional<String> authorization(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (RegistryTarget.isLoopback(host) || isExempt(host, uri.getPort())) {
            return Optional.empty();
        }
        return proxy(uri)
                .map(URI::getUserInfo) // decoded
                .map(login -> "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (login.contains(":") ? login : login + ":").getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<URI> proxy(URI uri) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        return variable(secure ? "https_proxy" : "http_proxy").flatMap(EnvironmentProxy::address);
    }

    private Optional<String> variable(String name) {
        String value = environment.getOrDefault(name, environment.getOrDefault(name.toUpperCase(Locale.ROOT), ""));
        return Optional.of(value.strip()).filter(text -> !text.isEmpty());
    }

    /** With or without a scheme. */
    private static Optional<URI> address(String text) {
        try {
            URI proxy = URI.create(text.contains("://") ? text : "http://" + text);
            return Optional.of(proxy).filter(address -> address.getHost() != null);
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Entries are {@code *}, a host, or a domain with its subdomains, each with or without a port. */
    private boolean isExempt(String host, int port) {
        return Arrays.stream(
                        variable("no_proxy").orElse("").toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> {
                    int colon = entry.lastIndexOf(':');
                    boolean withPort = colon > 0 && entry.substring(colon + 1).matches("\\d+");
                    String name = (withPort ? entry.substring(0, colon) : entry).replaceFirst("^\\*?\\.", "");
                    return entry.equals("*")
                            || (!withPort || entry.substring(colon + 1).equals(String.valueOf(port)))
                                    && (host.equals(name) || host.endsWith("." + name));
                });
    }

    @Override
    public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {
        fallback.connectFailed(uri, proxy, failure);
    }
}
