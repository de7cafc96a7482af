package io.jenkins.plugins.ecsdeploy.simulator.world;

import java.util.Optional;

/** What the simulated ECS asks a registry before it lets a task start. */
public interface ImageCatalog {

    /** Whether images at this registry host (with port) are kept here, so that a missing one is really missing. */
    boolean serves(String registryHost);

    /**
     * The manifest digest that an image reference resolves to.
     *
     * @param reference {@code host[:port]/repository[:tag][@sha256:…]} at a host that this catalog serves
     * @return {@code sha256:…}, or empty if there is no such image
     */
    Optional<String> digestOf(String reference);
}
