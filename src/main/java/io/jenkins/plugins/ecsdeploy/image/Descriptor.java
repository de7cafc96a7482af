package io.jenkins.plugins.ecsdeploy.image;

/** What a manifest says of a piece of content (OCI image specification, "Content Descriptors"). */
public record Descriptor(String mediaType, Digest digest, long sizeBytes) {}
