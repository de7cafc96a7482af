package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.JsonDocument;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the image in an OCI layout: an entry of its {@code index.json} or, by digest, a manifest below an entry.
 *
 * <p>{@code docker save} from a containerd store writes an index of which it has the manifest of one platform only, to
 * keep the index's digest (moby/moby#49473). No registry accepts such an index, so the manifest is chosen.
 */
final class LayoutIndex {

    private static final List<String> NAME_ANNOTATIONS =
            List.of("io.containerd.image.name", "org.opencontainers.image.ref.name");

    private final LayoutDocuments documents;

    LayoutIndex(LayoutDocuments documents) {
        this.documents = documents;
    }

    /**
     * @param entry that describes the manifest or index to push
     * @param note what the user should know about the choice
     */
    record Chosen(JsonDocument entry, Optional<String> note) {}

    /**
     * @param wanted the name, tag or digest of an image; empty if there must be exactly one
     * @throws ImageException that lists what there is, if none or several match
     */
    Chosen choose(Optional<String> wanted) throws IOException {
        List<JsonDocument> entries = documents.index().list("manifests");
        JsonDocument entry = named(entries, wanted);
        if (!isIndex(entry) || documents.isComplete(entry)) {
            return new Chosen(entry, Optional.empty());
        }
        NamedImages<JsonDocument> present = images();
        for (JsonDocument child : documents.children(entry)) {
            if (!LayoutDocuments.isAttestation(child) && documents.isComplete(child)) {
                add(child, present);
            }
        }
        if (present.isEmpty()) {
            return new Chosen(entry, Optional.empty()); // reading it will say what is missing
        }
        JsonDocument child = present.choose(Optional.empty());
        return new Chosen(
                child,
                Optional.of(
                        "The archive does not hold everything that the index of this image names. Without the index, the "
                                + documents.describe(child) + " is pushed: "
                                + child.descriptor().digest()));
    }

    private JsonDocument named(List<JsonDocument> entries, Optional<String> wanted) throws IOException {
        NamedImages<JsonDocument> images = images();
        for (JsonDocument entry : entries) {
            add(entry, images);
        }
        Optional<Digest> digest = wanted.map(text -> text.substring(text.indexOf('@') + 1))
                .filter(text -> text.startsWith("sha256:"))
                .map(Digest::parse);
        if (digest.isPresent()) {
            for (JsonDocument entry : below(entries)) {
                if (entry.descriptor().digest().equals(digest.get())) {
                    return entry;
                }
            }
        }
        return images.choose(wanted);
    }

    /** These entries and, if they are indexes that the layout has, their children. */
    private List<JsonDocument> below(List<JsonDocument> entries) throws IOException {
        List<JsonDocument> all = new ArrayList<>(entries);
        for (JsonDocument entry : entries) {
            if (isIndex(entry) && documents.has(entry)) {
                all.addAll(documents.children(entry));
            }
        }
        return all;
    }

    private NamedImages<JsonDocument> images() {
        return new NamedImages<>(documents.archiveName(), documents::describe);
    }

    private static void add(JsonDocument entry, NamedImages<JsonDocument> images) {
        JsonDocument annotations = entry.field("annotations");
        images.add(
                entry.descriptor().digest().toString(),
                entry,
                NAME_ANNOTATIONS.stream().map(annotations::text).toList());
    }

    private static boolean isIndex(JsonDocument entry) {
        return MediaTypes.isIndex(entry.text("mediaType"));
    }
}
