package io.jenkins.plugins.ecsdeploy.registry;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageArchive;
import io.jenkins.plugins.ecsdeploy.image.export.ExportSpool;
import io.jenkins.plugins.ecsdeploy.registry.archive.ArchivePush;
import io.jenkins.plugins.ecsdeploy.registry.archive.Learned;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.docker.DockerEngine;
import io.jenkins.plugins.ecsdeploy.registry.docker.DockerEnginePush;
import io.jenkins.plugins.ecsdeploy.registry.docker.EngineExport;
import io.jenkins.plugins.ecsdeploy.registry.docker.EngineImageFacts;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Pushes an image of a Docker Engine by what the registry knows. If it has all of the image, tags are set and nothing is
 * read. If the engine has never seen the repository, it would compress and send all layers, even those that the registry has
 * from another machine's push: then the engine's export is pushed as an archive is. Else the engine pushes.
 *
 * <p>What fails before anything was sent leads to the engine's own push, if the choice is free: the engine may reach a
 * registry, or know a login, that this process does not.
 */
final class EngineImagePush {

    private final RegistryClient registry;
    private final Optional<RegistryCredentials> credentials;
    private final PushOptions options;
    private final PushProgress progress;
    private final ArchivePush archives;
    private final Path temporary;

    /** @param temporary a folder for what must be kept of an export while it is pushed */
    EngineImagePush(
            RegistryClient registry,
            Optional<RegistryCredentials> credentials,
            PushOptions options,
            PushProgress progress,
            Path temporary) {
        this.registry = registry;
        this.credentials = credentials;
        this.options = options;
        this.progress = progress;
        this.temporary = temporary;
        archives = new ArchivePush(registry, options, progress);
    }

    PushResult push(PushSource.EngineImage image, List<String> tags) throws IOException, InterruptedException {
        try (DockerEngine engine = DockerEngine.find(image.environment())) {
            return image.route() == EngineRoute.ENGINE ? byEngine(engine, image, tags) : chosen(engine, image, tags);
        }
    }

    private PushResult chosen(DockerEngine engine, PushSource.EngineImage image, List<String> tags)
            throws IOException, InterruptedException {
        boolean free = image.route() == EngineRoute.AUTO && options.compression() == Compression.GZIP;
        archives.prepare();
        EngineImageFacts facts =
                EngineImageFacts.of(engine, image.name(), registry.target().reference());
        Learned learned;
        try {
            learned = archives.learn(facts.id(), facts.settings(), tags);
            Optional<PushResult> known = archives.pushKnown(learned, tags);
            if (known.isPresent()) {
                progress.note("The registry has all of the image: nothing is read from the engine.");
                return known.get();
            }
        } catch (RegistryException unreachable) {
            return byEngineInstead(free, engine, image, tags, unreachable);
        }
        Optional<String> reason = free ? reasonForEngine(engine, facts) : Optional.empty();
        if (reason.isPresent()) {
            progress.note("The Docker Engine pushes: " + reason.get());
            return byEngine(engine, image, tags);
        }
        int layers = learned.diffIds().size();
        progress.note("The engine's export is read, without the " + learned.knownLayers() + " of " + layers
                + " layers that the registry has"
                + (free ? ": the engine has not seen this repository, and would send them all." : "."));
        return export(free, engine, image, facts, learned, tags);
    }

    private static Optional<String> reasonForEngine(DockerEngine engine, EngineImageFacts facts) {
        if (!engine.isLocal()) {
            return Optional.of("it is on another machine, and its export would be sent here first.");
        }
        return facts.seesRepository()
                ? Optional.of("it has pushed to this repository or pulled from it, and sends what is new.")
                : Optional.empty();
    }

    private PushResult export(
            boolean free,
            DockerEngine engine,
            PushSource.EngineImage image,
            EngineImageFacts facts,
            Learned learned,
            List<String> tags)
            throws IOException, InterruptedException {
        try (ExportSpool spool = ExportSpool.create(temporary)) {
            try (DockerEngine exporting = DockerEngine.find(image.environment())) {
                new EngineExport(exporting).read(facts.id().toString(), export -> spool.read(export, known(learned)));
            } catch (IOException | RegistryException unreadable) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException("aborted while the export was being read");
                }
                return byEngineInstead(
                        free,
                        engine,
                        image,
                        tags,
                        new ImageException(
                                "The export of " + image.describe() + " can't be read or kept in the temporary folder: "
                                        + unreadable.getMessage(),
                                unreadable));
            }
            try (ImageArchive archive = spool.open("the export of " + image.name())) {
                return archives.push(archive, tags, Optional.of(learned));
            }
        }
    }

    private ExportSpool.Known known(Learned learned) {
        return new ExportSpool.Known() {
            @Override
            public boolean hasLayer(Digest diffId) {
                return learned.knows(diffId);
            }

            /** Asked for a blob whose name may also be the digest of a plain layer. */
            @Override
            public boolean hasBlob(Digest blob) throws InterruptedException {
                return !learned.diffIds().contains(blob) && registry.hasBlob(blob);
            }
        };
    }

    private PushResult byEngineInstead(
            boolean free,
            DockerEngine engine,
            PushSource.EngineImage image,
            List<String> tags,
            EcsDeployException failed)
            throws InterruptedException {
        if (!free) {
            throw failed;
        }
        progress.note("The Docker Engine pushes, because this failed: " + failed.getMessage());
        return byEngine(engine, image, tags);
    }

    private PushResult byEngine(DockerEngine engine, PushSource.EngineImage image, List<String> tags)
            throws InterruptedException {
        return new DockerEnginePush(engine, registry, credentials, progress).push(image.name(), tags);
    }
}
