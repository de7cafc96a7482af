package io.jenkins.plugins.ecsdeploy.image;

/** A manifest's reference to content (OCI image specification, "Content Descriptors"). */
public record Descriptor(String mediaType, Digest digest, long sizeBytes) {}
