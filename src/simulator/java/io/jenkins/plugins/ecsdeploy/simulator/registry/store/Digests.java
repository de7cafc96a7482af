package io.jenkins.plugins.ecsdeploy.simulator.registry.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Content digests as OCI descriptors write them. Only SHA-256: ECR takes no other. */
public final class Digests {

    private static final Pattern SHA256 = Pattern.compile("sha256:[a-f0-9]{64}");

    private Digests() {}

    public static boolean isDigest(String text) {
        return SHA256.matcher(text).matches();
    }

    /** {@code sha256:…} of the bytes. */
    public static String of(byte[] bytes) {
        MessageDigest hash = hash();
        hash.update(bytes);
        return of(hash);
    }

    static String of(MessageDigest finished) {
        return "sha256:" + HexFormat.of().formatHex(finished.digest());
    }

    static MessageDigest hash() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
