package io.jenkins.plugins.ecsdeploy.simulator.registry;

import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.AuthorizationTokens;
import java.io.IOException;
import java.net.URI;

/** Puts small images into a simulated ECR registry, over HTTP as any client does. For tests. */
public final class RegistryImages {

    private final RegistryTestClient http;

    public RegistryImages(URI registry, AuthorizationTokens.Token token) {
        this(registry, token.encoded());
    }

    /** @param encodedToken as GetAuthorizationToken answers it */
    public RegistryImages(URI registry, String encodedToken) {
        http = new RegistryTestClient(registry, "Basic " + encodedToken);
    }

    /** Pushes an OCI image with one layer, and returns its manifest digest; equal content makes an equal image. */
    public String push(String repository, String tag, String content) throws IOException {
        return http.pushImage(repository, tag, content);
    }
}
