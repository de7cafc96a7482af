package io.jenkins.plugins.ecsdeploy.registry.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.PushImageCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.registry.client.PushTags;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a Docker Engine push one of its images. The image gets the registry's tag for the push, unless it already has it.
 * The registry is only asked what its tags name, to find out whether anything changed.
 */
public final class DockerEnginePush {

    /** By which engines with the containerd store recognize a login for Docker Hub (moby: registry.IndexServer). */
    private static final String DOCKER_HUB_ADDRESS = "https://index.docker.io/v1/";

    private final DockerEngine engine;
    private final RegistryClient registry;
    private final Optional<RegistryCredentials> credentials;
    private final PushProgress progress;

    /**
     * @param registry a client for the repository to push to, with the same credentials
     * @param credentials passed to the engine for this push only; if empty, the engine uses its own login
     */
    public DockerEnginePush(
            DockerEngine engine,
            RegistryClient registry,
            Optional<RegistryCredentials> credentials,
            PushProgress progress) {
        this.engine = engine;
        this.registry = registry;
        this.credentials = credentials;
        this.progress = progress;
    }

    /**
     * @param image a tag or an id that the engine knows
     * @param tags at least one; {@code latest} is never implied
     * @throws RegistryException if the engine does not have the image, or the push fails
     * @throws InterruptedException if the push was aborted
     */
    public PushResult push(String image, List<String> tags) throws InterruptedException {
        PushTags.check(tags);
        InspectImageResponse local = engine.inspect(image);
        Map<String, Optional<Digest>> before = new LinkedHashMap<>();
        for (String tag : tags) {
            before.put(tag, before(tag));
        }
        Set<Optional<Digest>> named = new HashSet<>(before.values());
        Optional<Digest> same = named.size() == 1 ? named.iterator().next() : Optional.empty();
        if (same.isPresent() && isKnownAs(local, same.get())) {
            return PushResult.of(registry.target().reference(), same.get(), tags, false, 0);
        }
        return push(Optional.ofNullable(local.getId()).orElse(image), tags, before);
    }

    /** New tags first: their push reveals the digest, and a tag that already names it needs no push. */
    private PushResult push(String imageId, List<String> tags, Map<String, Optional<Digest>> before)
            throws InterruptedException {
        List<String> newFirst = new ArrayList<>(before.keySet());
        newFirst.sort(Comparator.comparing(tag -> before.get(tag).isPresent()));
        Optional<Digest> digest = Optional.empty();
        boolean pushed = false;
        long bytesSent = 0;
        for (String tag : newFirst) {
            if (digest.isPresent() && before.get(tag).equals(digest)) {
                continue;
            }
            DockerPushStream stream = push(imageId, tag);
            Digest now = digestOf(stream, tag);
            if (digest.isPresent() && !digest.get().equals(now)) {
                throw RegistryException.wrong(
                        registry.target(),
                        "push of tag " + tag,
                        "the engine pushed it as " + now + ", but another tag of the same image as " + digest.get()
                                + ". Check whether another build pushes to the same repository.",
                        false);
            }
            digest = Optional.of(now);
            bytesSent += stream.bytesSent();
            pushed |= !before.get(tag).equals(digest);
        }
        return PushResult.of(registry.target().reference(), digest.orElseThrow(), tags, pushed, bytesSent);
    }

    private Digest digestOf(DockerPushStream stream, String tag) throws InterruptedException {
        if (stream.digest().isPresent()) {
            return stream.digest().get();
        }
        return registry.manifestDigest(tag)
                .orElseThrow(() -> RegistryException.wrong(
                        registry.target(),
                        "push of tag " + tag,
                        "the engine reported no digest, and the registry does not have the tag. See the engine's log.",
                        false));
    }

    /** Empty also if the registry can't be reached: the engine may still reach it. */
    private Optional<Digest> before(String tag) throws InterruptedException {
        try {
            return registry.manifestDigest(tag);
        } catch (RegistryException unknown) {
            return Optional.empty();
        }
    }

    /** The engine remembers the digests under which an image was pushed to or pulled from a repository. */
    private boolean isKnownAs(InspectImageResponse local, Digest digest) {
        List<String> known = local.getRepoDigests();
        ImageReference wanted = registry.target().reference().withDigest(digest);
        return known != null && known.stream().anyMatch(name -> isSame(name, wanted));
    }

    /** The engine leaves out {@code docker.io/library/}. */
    private static boolean isSame(String name, ImageReference wanted) {
        return ImageReference.violation(name).isEmpty()
                && ImageReference.parse(name).normalized().equals(wanted);
    }

    private DockerPushStream push(String imageId, String tag) throws InterruptedException {
        ImageReference name = registry.target().reference().withTag(tag);
        boolean tagged = tag(imageId, name);
        try {
            DockerPushStream stream = new DockerPushStream(name, registry.target(), progress);
            PushImageCmd command = engine.client()
                    .pushImageCmd(registry.target().reference().toString())
                    .withTag(tag);
            credentials.ifPresent(given -> command.withAuthConfig(new AuthConfig()
                    .withRegistryAddress(
                            registry.target().isDockerHub()
                                    ? DOCKER_HUB_ADDRESS
                                    : registry.target().registry())
                    .withUsername(given.username())
                    .withPassword(given.password())));
            command.exec(stream).awaitEnd();
            return stream;
        } catch (RegistryException known) {
            throw known;
        } catch (RuntimeException refused) {
            throw engine.failed("pushing " + name, refused);
        } finally {
            if (tagged) {
                untag(name);
            }
        }
    }

    /** @return whether the tag is new and has to be removed afterwards */
    private boolean tag(String imageId, ImageReference name) throws InterruptedException {
        try {
            if (isTagged(imageId, name)) {
                return false;
            }
            engine.call(() -> engine.client()
                    .tagImageCmd(
                            imageId,
                            registry.target().reference().toString(),
                            name.tag().orElseThrow())
                    .exec());
            return true;
        } catch (RegistryException known) {
            throw known;
        } catch (RuntimeException refused) {
            throw engine.failed("tagging the image as " + name, refused);
        }
    }

    private boolean isTagged(String imageId, ImageReference name) throws InterruptedException {
        try {
            return imageId.equals(engine.call(() ->
                    engine.client().inspectImageCmd(name.toString()).exec().getId()));
        } catch (NotFoundException free) {
            return false;
        }
    }

    /** A remaining tag does no harm, so failing to remove it does not fail the push. */
    private void untag(ImageReference name) throws InterruptedException {
        try {
            engine.call(() -> engine.client()
                    .removeImageCmd(name.toString())
                    .withNoPrune(true)
                    .exec());
        } catch (RuntimeException stays) {
            // It names the image that was just pushed. The next push of that tag moves it.
        }
    }
}
