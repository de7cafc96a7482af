package io.jenkins.plugins.ecsdeploy.simulator.ecr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repository;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.RepositoryOptions;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.StoredManifest;
import java.time.Instant;
import java.util.List;

/** Repositories and images as ECR's API writes them. */
final class EcrJson {

    private final EcrRegion region;

    EcrJson(EcrRegion region) {
        this.region = region;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Seconds since 1970, as AWS JSON 1.1 writes a timestamp. */
    static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    ObjectNode repository(Repository repository) {
        RepositoryOptions settings = repository.settings();
        ObjectNode json = object().put("repositoryArn", region.account().arn("ecr", "repository/" + repository.name()))
                .put("registryId", region.account().id())
                .put("repositoryName", repository.name())
                .put("repositoryUri", region.authority() + "/" + repository.name())
                .put("createdAt", seconds(repository.createdAt()))
                .put("imageTagMutability", settings.imageTagMutability());
        for (String filter : settings.exclusionFilters()) {
            json.withArray("imageTagMutabilityExclusionFilters")
                    .addObject()
                    .put("filterType", "WILDCARD")
                    .put("filter", filter);
        }
        json.putObject("imageScanningConfiguration").put("scanOnPush", settings.scanOnPush());
        ObjectNode encryption = json.putObject("encryptionConfiguration");
        encryption.put("encryptionType", settings.encryptionType());
        if (!settings.kmsKey().isEmpty()) {
            encryption.put("kmsKey", settings.kmsKey());
        }
        return json;
    }

    ObjectNode imageDetail(Repository repository, StoredManifest manifest) {
        ObjectNode json = object().put("registryId", region.account().id())
                .put("repositoryName", repository.name())
                .put("imageDigest", manifest.digest());
        List<String> tags = repository.tagsOf(manifest.digest());
        if (!tags.isEmpty()) {
            tags.forEach(json.putArray("imageTags")::add);
        }
        json.put("imageSizeInBytes", sizeBytes(repository, manifest))
                .put("imagePushedAt", seconds(manifest.pushedAt()))
                .put("imageManifestMediaType", manifest.mediaType())
                .put("imageStatus", repository.isArchived(manifest.digest()) ? "ARCHIVED" : "ACTIVE");
        if (!manifest.artifactMediaType().isEmpty()) {
            json.put("artifactMediaType", manifest.artifactMediaType());
        }
        manifest.subject().ifPresent(subject -> json.put("subjectManifestDigest", subject));
        return json;
    }

    /** For a manifest list "the max size of all manifests in the list" (API reference, ImageDetail). */
    private static long sizeBytes(Repository repository, StoredManifest manifest) {
        return manifest.children().stream()
                .flatMap(child -> repository.manifest(child).stream())
                .mapToLong(StoredManifest::imageSizeBytes)
                .max()
                .orElse(manifest.imageSizeBytes());
    }

    ObjectNode image(Repository repository, ImageId id, StoredManifest manifest) {
        ObjectNode json = object().put("registryId", region.account().id())
                .put("repositoryName", repository.name())
                .put("imageManifest", manifest.text())
                .put("imageManifestMediaType", manifest.mediaType());
        json.set("imageId", new ImageId(manifest.digest(), id.tag()).toJson());
        return json;
    }
}
