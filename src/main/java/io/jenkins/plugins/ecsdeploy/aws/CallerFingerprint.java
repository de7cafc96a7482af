package io.jenkins.plugins.ecsdeploy.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Distinguishes callers without calling AWS, for caches that belong to one of them: a hash over everything that proves who
 * they are, the secret included, so that knowing somebody's access key is not enough to pass for them.
 */
public final class CallerFingerprint {

    private CallerFingerprint() {}

    /**
     * Resolves the credentials, which may take a moment.
     *
     * @throws AwsCallException if there are none
     */
    public static String of(AwsConnection connection) {
        AwsCredentials credentials =
                AwsCall.run("sts:GetCallerIdentity", "these credentials", connection.credentials()::resolveCredentials);
        MessageDigest hash = sha256();
        add(hash, credentials.accessKeyId());
        add(hash, credentials.secretAccessKey());
        add(hash, credentials instanceof AwsSessionCredentials session ? session.sessionToken() : "");
        add(hash, connection.role().map(AwsRole::arn).orElse(""));
        add(hash, connection.role().flatMap(AwsRole::externalId).orElse(""));
        add(hash, connection.region().id());
        add(hash, connection.endpoint().map(Object::toString).orElse(""));
        return HexFormat.of().formatHex(hash.digest());
    }

    private static void add(MessageDigest hash, String text) {
        byte[] bytes = Optional.ofNullable(text).orElse("").getBytes(StandardCharsets.UTF_8);
        hash.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        hash.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
