package io.jenkins.plugins.ecsdeploy.simulator.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Digests;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repository;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.StoredManifest;
import java.util.Optional;

/** ECR's {@code ImageIdentifier}; what is not given is empty. */
record ImageId(String digest, String tag) {

    /** Why an image is not the one asked for (API reference, {@code ImageFailure}). */
    record Failure(String code, String reason) {}

    static ImageId of(JsonNode node) {
        return new ImageId(
                node.path("imageDigest").asText(), node.path("imageTag").asText());
    }

    Optional<StoredManifest> in(Repository repository) {
        return failure(repository).isPresent() ? Optional.empty() : lookUp(repository);
    }

    Optional<Failure> failure(Repository repository) {
        if (digest.isEmpty() && tag.isEmpty()) {
            return Optional.of(new Failure(
                    "MissingDigestAndTag", "Invalid request parameters: both tag and digest cannot be null"));
        }
        if (!digest.isEmpty() && !Digests.isDigest(digest)) {
            return Optional.of(
                    new Failure(
                            "InvalidImageDigest",
                            "Invalid request parameters: image digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'"));
        }
        Optional<StoredManifest> found = lookUp(repository);
        if (found.isEmpty()) {
            return Optional.of(new Failure("ImageNotFound", "Requested image not found"));
        }
        if (!digest.isEmpty() && !tag.isEmpty() && !found.get().digest().equals(digest)) {
            return Optional.of(new Failure("ImageTagDoesNotMatchDigest", "Tag does not match digest"));
        }
        return Optional.empty();
    }

    private Optional<StoredManifest> lookUp(Repository repository) {
        return tag.isEmpty() ? repository.manifest(digest) : repository.tagged(tag);
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (!digest.isEmpty()) {
            json.put("imageDigest", digest);
        }
        if (!tag.isEmpty()) {
            json.put("imageTag", tag);
        }
        return json;
    }
}
