package io.jenkins.plugins.ecsdeploy.registry;

import io.jenkins.plugins.ecsdeploy.image.ImageArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Pushes an image, wherever it comes from, to a registry. Runs where the image is: on the agent. */
public final class ImagePush {

    private final HttpClient http;
    private final Retries retries;
    private final PushProgress progress;

    /** @param http as {@link RegistryClient#httpClient()} makes it */
    public ImagePush(HttpClient http, Retries retries, PushProgress progress) {
        this.http = http;
        this.retries = retries;
        this.progress = progress;
    }

    /**
     * @param credentials empty for anonymous access
     * @param tags at least one
     * @throws InterruptedException when aborted; nothing stays behind but layers that no tag names
     */
    public PushResult push(
            PushSource source, RegistryTarget target, Optional<RegistryCredentials> credentials, List<String> tags)
            throws InterruptedException {
        RegistryClient registry = new RegistryClient(http, target, credentials, retries);
        try {
            if (source instanceof PushSource.Archive archive) {
                try (ImageArchive image = ImageArchive.open(Path.of(archive.path()))) {
                    return new ArchivePush(registry, progress).push(image, tags);
                }
            } else if (source instanceof PushSource.EngineImage image) {
                try (DockerEngine engine = DockerEngine.find(image.environment())) {
                    return new DockerEnginePush(engine, registry, credentials, progress).push(image.name(), tags);
                }
            }
            throw new IllegalArgumentException("an image can't be pushed from " + source);
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
    }
}
