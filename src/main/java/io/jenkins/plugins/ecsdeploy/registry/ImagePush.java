package io.jenkins.plugins.ecsdeploy.registry;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageArchive;
import io.jenkins.plugins.ecsdeploy.registry.archive.ArchivePush;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClients;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Pushes an image from an archive or a Docker Engine to a registry. Runs on the agent that has the image. */
public final class ImagePush {

    private final Retries retries;
    private final PushProgress progress;

    public ImagePush(Retries retries, PushProgress progress) {
        this.retries = retries;
        this.progress = progress;
    }

    /**
     * @param credentials empty for anonymous access
     * @param tags at least one
     * @param options unless a Docker Engine pushes by itself
     * @throws InterruptedException if aborted; all that remains is layers that no tag names
     */
    public PushResult push(
            PushSource source,
            RegistryTarget target,
            Optional<RegistryCredentials> credentials,
            List<String> tags,
            PushOptions options)
            throws InterruptedException {
        PushResult result = pushFrom(source, target, credentials, tags, options);
        progress.end(result);
        return result;
    }

    private PushResult pushFrom(
            PushSource source,
            RegistryTarget target,
            Optional<RegistryCredentials> credentials,
            List<String> tags,
            PushOptions options)
            throws InterruptedException {
        RegistryClient registry = RegistryClients.overHttp(retries).client(target, credentials);
        try {
            if (source instanceof PushSource.Archive archive) {
                try (ImageArchive image = open(archive)) {
                    return new ArchivePush(registry, options, progress).push(image, tags);
                }
            } else if (source instanceof PushSource.EngineImage image) {
                return new EngineImagePush(registry, credentials, options, progress, temporaryFolder())
                        .push(image, tags);
            }
            throw new IllegalArgumentException("an image can't be pushed from " + source);
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
    }

    private static Path temporaryFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Interrupting a thread closes the file that it reads. That is an abort, not a damaged archive. */
    private static ImageArchive open(PushSource.Archive archive) throws InterruptedException {
        try {
            return ImageArchive.open(
                    Path.of(archive.path()), Optional.ofNullable(archive.imageName()), Optional.empty());
        } catch (ImageException failed) {
            if (Thread.interrupted()) {
                throw new InterruptedException("aborted while the archive was being read");
            }
            throw failed;
        }
    }
}
