package io.jenkins.plugins.ecsdeploy.registry.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.RootFS;
import com.github.dockerjava.api.model.Image;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageConfig;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an engine says about one of its images without reading it.
 *
 * @param id in an engine's classic store the digest of the config, in the containerd store that of a manifest or an index
 * @param settings platform and layers
 * @param seesRepository whether the engine has pushed to the repository or pulled from it, and so sends what is new alone
 */
public record EngineImageFacts(Digest id, ImageConfig settings, boolean seesRepository) {

    /**
     * @param image a tag or an id
     * @param repository that is pushed to
     */
    public static EngineImageFacts of(DockerEngine engine, String image, ImageReference repository)
            throws InterruptedException {
        InspectImageResponse found = engine.inspect(image);
        List<String> layers =
                Optional.ofNullable(found.getRootFS()).map(RootFS::getLayers).orElse(List.of());
        ImageConfig settings = new ImageConfig(
                String.valueOf(found.getOs()),
                String.valueOf(found.getArch()),
                layers.stream().map(Digest::parse).toList());
        String id = String.valueOf(found.getId());
        // Podman's has no algorithm.
        return new EngineImageFacts(
                Digest.parse(id.contains(":") ? id : "sha256:" + id), settings, sees(engine, repository));
    }

    /** The engine remembers under which digests it knows images of a repository, until their last tag is removed. */
    private static boolean sees(DockerEngine engine, ImageReference repository) throws InterruptedException {
        try {
            List<Image> images = engine.call(() -> engine.client()
                    .listImagesCmd()
                    .withFilter("reference", List.of(repository.toString()))
                    .exec());
            return images.stream()
                    .flatMap(image ->
                            image.getRepoDigests() == null ? Stream.empty() : Stream.of(image.getRepoDigests()))
                    .anyMatch(name -> isOf(repository, name));
        } catch (RuntimeException unknown) {
            return false;
        }
    }

    private static boolean isOf(ImageReference repository, String name) {
        int at = name.indexOf('@');
        String bare = at < 0 ? name : name.substring(0, at);
        return ImageReference.violation(bare).isEmpty()
                && ImageReference.parse(bare).normalized().equals(repository.normalized());
    }
}
