package io.jenkins.plugins.ecsdeploy.image;

import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identifies content by its hash: {@code sha256:…}. The two algorithms are those that the OCI image specification
 * registers ("Descriptors", "Registered algorithms").
 *
 * @param algorithm {@code sha256} or {@code sha512}
 * @param hex the hash in lower-case hexadecimal digits
 */
public record Digest(String algorithm, String hex) implements Serializable {

    private static final Pattern SHAPE = Pattern.compile("(sha256):([0-9a-f]{64})|(sha512):([0-9a-f]{128})");

    /** What a valid digest is. */
    static final String RULE =
            "a digest is sha256: followed by 64 of the characters 0-9a-f (or sha512: followed by 128)";

    public Digest {
        if (!SHAPE.matcher(algorithm + ":" + hex).matches()) {
            throw notADigest(algorithm + ":" + hex);
        }
    }

    /** @throws ImageException if the text is not a digest */
    public static Digest parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw notADigest(text);
        }
        int colon = text.indexOf(':');
        return new Digest(text.substring(0, colon), text.substring(colon + 1));
    }

    static boolean isDigest(String text) {
        return SHAPE.matcher(text).matches();
    }

    public static Digest sha256(byte[] content) {
        return new Digest(
                "sha256", HexFormat.of().formatHex(newMessageDigest("SHA-256").digest(content)));
    }

    /** The digest of content by the algorithm of this one. */
    public Digest of(byte[] content) {
        return new Digest(algorithm, HexFormat.of().formatHex(newMessageDigest().digest(content)));
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }

    MessageDigest newMessageDigest() {
        return newMessageDigest(algorithm.equals("sha256") ? "SHA-256" : "SHA-512");
    }

    static MessageDigest newMessageDigest(String javaName) {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java does not support " + javaName + ".", missing);
        }
    }

    private static ImageException notADigest(String text) {
        return new ImageException("'" + text + "' is not a digest: " + RULE + ".");
    }
}
