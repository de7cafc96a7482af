package io.jenkins.plugins.ecsdeploy.simulator.ecr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repository;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.StoredManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Describing, reading, listing and deleting images. */
final class ImageOperations {

    private static final List<String> TAG_STATUSES = List.of("TAGGED", "UNTAGGED", "ANY");

    private final EcrRegion region;
    private final EcrJson json;

    ImageOperations(EcrRegion region) {
        this.region = region;
        this.json = new EcrJson(region);
    }

    ObjectNode describe(EcrInput input) {
        Repository repository = region.repository(input);
        List<StoredManifest> found = new ArrayList<>();
        for (ImageId id : input.imageIds()) {
            found.add(id.in(repository).orElseThrow(() -> region.errors().imageNotFound(repository.name(), id)));
        }
        if (!input.has("imageIds")) {
            found.addAll(repository.manifests());
        }
        List<StoredManifest> wanted = found.stream()
                .filter(manifest -> hasStatus(input, repository, manifest))
                .toList();
        Page<StoredManifest> page = Page.of(input, wanted);
        ObjectNode result = EcrJson.object();
        ArrayNode details = result.putArray("imageDetails");
        page.items().forEach(manifest -> details.add(json.imageDetail(repository, manifest)));
        page.writeTokenTo(result);
        return result;
    }

    ObjectNode list(EcrInput input) {
        Repository repository = region.repository(input);
        List<ImageId> ids = new ArrayList<>();
        for (StoredManifest manifest : repository.manifests()) {
            if (hasStatus(input, repository, manifest)) {
                List<String> tags = repository.tagsOf(manifest.digest());
                tags.forEach(tag -> ids.add(new ImageId(manifest.digest(), tag)));
                if (tags.isEmpty()) {
                    ids.add(new ImageId(manifest.digest(), ""));
                }
            }
        }
        Page<ImageId> page = Page.of(input, ids);
        ObjectNode result = EcrJson.object();
        ArrayNode imageIds = result.putArray("imageIds");
        page.items().forEach(id -> imageIds.add(id.toJson()));
        page.writeTokenTo(result);
        return result;
    }

    private static boolean hasStatus(EcrInput input, Repository repository, StoredManifest manifest) {
        String status = input.oneOf("filter.tagStatus", input.get("filter").path("tagStatus"), "ANY", TAG_STATUSES);
        boolean tagged = !repository.tagsOf(manifest.digest()).isEmpty();
        return status.equals("ANY") || status.equals("TAGGED") == tagged;
    }

    ObjectNode batchGet(EcrInput input) {
        Repository repository = region.repository(input);
        ObjectNode result = EcrJson.object();
        ArrayNode images = result.putArray("images");
        ArrayNode failures = result.putArray("failures");
        for (ImageId id : input.requiredImageIds()) {
            Optional<StoredManifest> manifest = id.in(repository);
            if (manifest.isPresent()) {
                images.add(json.image(repository, id, manifest.get()));
            } else {
                id.failure(repository).ifPresent(failure -> add(failures, id, failure));
            }
        }
        return result;
    }

    ObjectNode batchDelete(EcrInput input) {
        Repository repository = region.repository(input);
        ObjectNode result = EcrJson.object();
        ArrayNode deleted = result.putArray("imageIds");
        ArrayNode failures = result.putArray("failures");
        for (ImageId id : input.requiredImageIds()) {
            Optional<ImageId.Failure> failure = id.failure(repository);
            if (failure.isPresent()) {
                add(failures, id, failure.get());
            } else {
                id.in(repository).ifPresent(manifest -> delete(repository, id, manifest, deleted, failures));
            }
        }
        return result;
    }

    /** With a tag, only the tag goes, and the image with its last one (API reference, BatchDeleteImage). */
    private static void delete(
            Repository repository, ImageId id, StoredManifest manifest, ArrayNode deleted, ArrayNode failures) {
        List<String> tags = repository.tagsOf(manifest.digest());
        boolean imageGoes = id.tag().isEmpty() || tags.equals(List.of(id.tag()));
        List<String> indexes = repository.indexesListing(manifest.digest());
        if (imageGoes && !indexes.isEmpty()) {
            add(
                    failures,
                    id,
                    new ImageId.Failure(
                            "ImageReferencedByManifestList",
                            "Requested image referenced by manifest list: [" + String.join(", ", indexes) + "]"));
        } else if (id.tag().isEmpty()) {
            repository.deleteManifest(manifest.digest());
            tags.forEach(tag -> deleted.add(new ImageId(manifest.digest(), tag).toJson()));
            if (tags.isEmpty()) {
                deleted.add(new ImageId(manifest.digest(), "").toJson());
            }
        } else {
            repository.deleteTag(id.tag());
            deleted.add(new ImageId(manifest.digest(), id.tag()).toJson());
        }
    }

    private static void add(ArrayNode failures, ImageId id, ImageId.Failure failure) {
        ObjectNode json = failures.addObject();
        json.set("imageId", id.toJson());
        json.put("failureCode", failure.code()).put("failureReason", failure.reason());
    }
}
