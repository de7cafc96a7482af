package io.jenkins.plugins.ecsdeploy.image;

/**
 * A manifest or an index, byte for byte as a registry stores it.
 *
 * @param bytes owned by this value; must not be modified
 */
public record Manifest(String mediaType, Digest digest, byte[] bytes) {

    public static Manifest of(String mediaType, byte[] bytes) {
        return new Manifest(mediaType, Digest.sha256(bytes), bytes);
    }
}
