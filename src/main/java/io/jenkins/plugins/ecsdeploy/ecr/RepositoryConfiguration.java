package io.jenkins.plugins.ecsdeploy.ecr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a new repository is to be like (API reference of CreateRepository and PutLifecyclePolicy).
 *
 * @param scanOnPush whether each image is scanned when it arrives
 * @param immutableTags whether a tag stays with its first image
 * @param encryption {@code AES256}, {@code KMS} or {@code KMS_DSSE}; empty for ECR's own choice, AES256
 * @param kmsKey ARN, ID or alias of the key; empty for the key that AWS manages
 * @param lifecyclePolicy the policy's JSON
 */
public record RepositoryConfiguration(
        boolean scanOnPush,
        boolean immutableTags,
        Optional<String> encryption,
        Optional<String> kmsKey,
        Optional<String> lifecyclePolicy) {

    public static final List<String> ENCRYPTIONS = List.of("AES256", "KMS", "KMS_DSSE");

    public static final RepositoryConfiguration DEFAULT =
            new RepositoryConfiguration(false, false, Optional.empty(), Optional.empty(), Optional.empty());

    /** @throws EcrException where they contradict each other, or ECR would refuse them in any case */
    public RepositoryConfiguration {
        if (encryption.isPresent() && !ENCRYPTIONS.contains(encryption.get())) {
            throw new EcrException(
                    "encryption is one of " + String.join(", ", ENCRYPTIONS) + ", not \"" + encryption.get() + "\".");
        }
        if (kmsKey.isPresent() && !encryption.orElse("").startsWith("KMS")) {
            throw new EcrException("kmsKey needs encryption: 'KMS' or 'KMS_DSSE'.");
        }
        lifecyclePolicy.ifPresent(RepositoryConfiguration::checkPolicy);
    }

    private static void checkPolicy(String policy) {
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(policy);
        } catch (JsonProcessingException notJson) {
            throw new EcrException(
                    "lifecyclePolicy is not JSON: line " + notJson.getLocation().getLineNr() + ", column "
                            + notJson.getLocation().getColumnNr() + ": " + notJson.getOriginalMessage(),
                    notJson);
        }
        if (!json.path("rules").isArray() || json.path("rules").isEmpty()) {
            throw new EcrException("lifecyclePolicy has no rules: it reads {\"rules\": [{\"rulePriority\": 1, …}]}.");
        }
    }

    /** Whether nothing is asked that a plain {@code CreateRepository} would not give. */
    public boolean areDefault() {
        return equals(DEFAULT);
    }

    /**
     * What an existing repository lacks of these, in words. Its lifecycle policy is not looked at: reading it would ask
     * for one more permission.
     */
    List<String> missingFrom(RepositoryConfiguration existing) {
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
