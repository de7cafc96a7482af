package io.jenkins.plugins.ecsdeploy.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The settings of an ECR repository (API reference of CreateRepository and PutLifecyclePolicy).
 *
 * @param scanOnPush whether each image is scanned when it is pushed
 * @param immutableTags whether tags can't be moved to another image
 * @param encryption {@code AES256}, {@code KMS} or {@code KMS_DSSE}; empty for ECR's default, AES256
 * @param kmsKey ARN, ID or alias of the key; empty for the key that AWS manages
 * @param lifecyclePolicy the policy's JSON
 */
public record EcrRepositorySettings(
        boolean scanOnPush,
        boolean immutableTags,
        Optional<String> encryption,
        Optional<String> kmsKey,
        Optional<String> lifecyclePolicy) {

    public static final List<String> ENCRYPTIONS = List.of("AES256", "KMS", "KMS_DSSE");

    public static final EcrRepositorySettings DEFAULT =
            new EcrRepositorySettings(false, false, Optional.empty(), Optional.empty(), Optional.empty());

    /** @throws EcrException if they contradict each other, or ECR would refuse them */
    public EcrRepositorySettings {
        if (encryption.isPresent() && !ENCRYPTIONS.contains(encryption.get())) {
            throw new EcrException("encryption must be one of " + String.join(", ", ENCRYPTIONS) + ", not \""
                    + encryption.get() + "\".");
        }
        if (kmsKey.isPresent() && !encryption.orElse("").startsWith("KMS")) {
            throw new EcrException("kmsKey requires encryption: 'KMS' or 'KMS_DSSE'.");
        }
        lifecyclePolicy.ifPresent(EcrRepositorySettings::checkPolicy);
    }

    private static void checkPolicy(String policy) {
        JsonNode rules;
        try {
            rules = JsonDocument.parse("lifecyclePolicy", policy.getBytes(StandardCharsets.UTF_8))
                    .node()
                    .path("rules");
        } catch (ImageException notJson) {
            throw new EcrException(notJson.getMessage(), notJson);
        }
        if (!rules.isArray() || rules.isEmpty()) {
            throw new EcrException(
                    "lifecyclePolicy has no rules. It must look like {\"rules\": [{\"rulePriority\": 1, …}]}.");
        }
    }

    /** Whether a plain {@code CreateRepository} gives all of them. */
    public boolean areDefault() {
        return equals(DEFAULT);
    }

    /**
     * What an existing repository lacks of these, in words. The lifecycle policy is not compared: reading it would need
     * another permission.
     */
    List<String> missingFrom(EcrRepositorySettings existing) {
        List<String> missing = new ArrayList<>();
        if (scanOnPush && !existing.scanOnPush()) {
            missing.add("scan on push is off");
        }
        if (immutableTags && !existing.immutableTags()) {
            missing.add("its tags are mutable");
        }
        String has = existing.encryption().orElse("AES256");
        if (!encryption.orElse(has).equals(has)) {
            missing.add("it is encrypted with " + has);
        }
        return missing;
    }
}
