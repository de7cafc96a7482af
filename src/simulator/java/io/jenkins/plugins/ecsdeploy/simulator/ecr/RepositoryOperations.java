package io.jenkins.plugins.ecsdeploy.simulator.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repository;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.RepositoryOptions;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Creating, describing, changing and deleting repositories. */
final class RepositoryOperations {

    private static final List<String> MUTABILITIES =
            List.of("MUTABLE", "IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION");
    private static final List<String> ENCRYPTIONS = List.of("AES256", "KMS", "KMS_DSSE");
    private static final int TAGS_LIMIT = 50;

    private final EcrRegion region;
    private final EcrJson json;

    RepositoryOperations(EcrRegion region) {
        this.region = region;
        this.json = new EcrJson(region);
    }

    ObjectNode create(EcrInput input) {
        String name = input.repositoryName();
        JsonNode encryption = input.get("encryptionConfiguration");
        if (encryption.isObject() && !encryption.hasNonNull("encryptionType")) {
            throw EcrErrors.invalid("encryptionConfiguration.encryptionType", "must not be null");
        }
        RepositoryOptions settings = new RepositoryOptions(
                mutability(input, "MUTABLE"),
                exclusionFilters(input),
                input.get("imageScanningConfiguration").path("scanOnPush").asBoolean(),
                input.oneOf(
                        "encryptionConfiguration.encryptionType",
                        encryption.path("encryptionType"),
                        "AES256",
                        ENCRYPTIONS),
                encryption.path("kmsKey").asText(),
                tags(input.get("tags")));
        Repository created = region.repositories()
                .create(name, settings)
                .orElseThrow(() -> region.errors().repositoryAlreadyExists(name));
        return answer(created);
    }

    ObjectNode describe(EcrInput input) {
        List<Repository> found = new ArrayList<>();
        for (String name : input.repositoryNames()) {
            found.add(region.repository(input, name));
        }
        if (!input.has("repositoryNames")) {
            found.addAll(region.repositories().all());
        }
        Page<Repository> page = Page.of(input, found);
        ObjectNode result = EcrJson.object();
        ArrayNode repositories = result.putArray("repositories");
        page.items().forEach(repository -> repositories.add(json.repository(repository)));
        page.writeTokenTo(result);
        return result;
    }

    ObjectNode delete(EcrInput input) {
        Repository repository = region.repository(input);
        if (!repository.manifests().isEmpty() && !input.get("force").asBoolean()) {
            throw region.errors().repositoryNotEmpty(repository.name());
        }
        region.repositories().delete(repository.name());
        return answer(repository);
    }

    ObjectNode putImageTagMutability(EcrInput input) {
        Repository repository = region.repository(input);
        input.required("imageTagMutability");
        repository.setSettings(
                repository.settings().withImageTagMutability(mutability(input, ""), exclusionFilters(input)));
        ObjectNode result = named(repository)
                .put("imageTagMutability", repository.settings().imageTagMutability());
        if (input.has("imageTagMutabilityExclusionFilters")) {
            result.set("imageTagMutabilityExclusionFilters", input.get("imageTagMutabilityExclusionFilters"));
        }
        return result;
    }

    ObjectNode putImageScanningConfiguration(EcrInput input) {
        Repository repository = region.repository(input);
        input.required("imageScanningConfiguration");
        boolean scanOnPush =
                input.get("imageScanningConfiguration").path("scanOnPush").asBoolean();
        repository.setSettings(repository.settings().withScanOnPush(scanOnPush));
        ObjectNode result = named(repository);
        result.putObject("imageScanningConfiguration").put("scanOnPush", scanOnPush);
        return result;
    }

    ObjectNode putLifecyclePolicy(EcrInput input) {
        Repository repository = region.repository(input);
        String policy = input.required("lifecyclePolicyText");
        LifecyclePolicyCheck.check(policy);
        repository.setLifecyclePolicy(policy);
        return named(repository).put("lifecyclePolicyText", policy);
    }

    ObjectNode getLifecyclePolicy(EcrInput input) {
        Repository repository = region.repository(input);
        if (repository.lifecyclePolicy().isEmpty()) {
            throw region.errors().lifecyclePolicyNotFound(repository.name());
        }
        return named(repository).put("lifecyclePolicyText", repository.lifecyclePolicy());
    }

    private ObjectNode named(Repository repository) {
        return EcrJson.object().put("registryId", region.account().id()).put("repositoryName", repository.name());
    }

    private ObjectNode answer(Repository repository) {
        ObjectNode result = EcrJson.object();
        result.set("repository", json.repository(repository));
        return result;
    }

    private static String mutability(EcrInput input, String ifAbsent) {
        return input.oneOf("imageTagMutability", input.get("imageTagMutability"), ifAbsent, MUTABILITIES);
    }

    private static List<String> exclusionFilters(EcrInput input) {
        List<String> filters = new ArrayList<>();
        input.get("imageTagMutabilityExclusionFilters")
                .forEach(filter -> filters.add(filter.path("filter").asText()));
        return filters;
    }

    private static Map<String, String> tags(JsonNode list) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (JsonNode tag : list) {
            if (!tag.hasNonNull("Key") || !tag.hasNonNull("Value")) {
                throw AwsError.client("InvalidTagParameterException", "Invalid parameter: tag without Key or Value");
            }
            tags.put(tag.path("Key").asText(), tag.path("Value").asText());
        }
        if (tags.size() > TAGS_LIMIT) {
            throw AwsError.client("TooManyTagsException", "A repository can have up to " + TAGS_LIMIT + " tags");
        }
        return tags;
    }
}
