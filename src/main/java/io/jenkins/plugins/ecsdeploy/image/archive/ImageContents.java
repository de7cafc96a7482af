package io.jenkins.plugins.ecsdeploy.image.archive;

/**
 * An image as its archive holds it: ready to be pushed with all its digests ({@link Image}), or as Docker saves it, whose
 * layers a registry keeps compressed and by other digests ({@link DockerImage}).
 */
public sealed interface ImageContents permits Image, DockerImage {}
