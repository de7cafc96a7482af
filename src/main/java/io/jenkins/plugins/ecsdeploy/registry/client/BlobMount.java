package io.jenkins.plugins.ecsdeploy.registry.client;

import io.jenkins.plugins.ecsdeploy.image.Digest;

/** A blob of another repository of the same registry, to be taken from there instead of being sent. */
public record BlobMount(Digest digest, String repository) {}
