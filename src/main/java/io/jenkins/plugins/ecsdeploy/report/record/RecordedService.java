package io.jenkins.plugins.ecsdeploy.report.record;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which service a record is about.
 *
 * @param account AWS account; empty if unknown
 * @param region such as {@code eu-central-1}
 * @param cluster short name or ARN; kept as its short name
 * @param service short name or ARN; kept as its short name
 */
public record RecordedService(String account, String region, String cluster, String service) {

    private static final int HASH_LENGTH = 12;

    public RecordedService {
        account = MissingMembers.text(account);
        region = MissingMembers.text(region);
        cluster = Arn.name(MissingMembers.text(cluster));
        service = Arn.name(MissingMembers.text(service));
    }

    /** The same for the same service, another one for another; nothing that a user named is in it. */
    String fileName() {
        byte[] names = (account + "/" + region + "/" + cluster + "/" + service).getBytes(StandardCharsets.UTF_8);
        try {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(names));
            return hash.substring(0, HASH_LENGTH) + ".jsonl";
        } catch (NoSuchAlgorithmException impossible) { // every JDK has it
            throw new IllegalStateException(impossible);
        }
    }
}
