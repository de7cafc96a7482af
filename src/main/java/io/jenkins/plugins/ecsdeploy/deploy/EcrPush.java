package io.jenkins.plugins.ecsdeploy.deploy;

import io.jenkins.plugins.ecsdeploy.ecr.Ecr;
import io.jenkins.plugins.ecsdeploy.ecr.EcrAuthorization;
import io.jenkins.plugins.ecsdeploy.ecr.EcrRepository;
import io.jenkins.plugins.ecsdeploy.image.ImageArchive;
import io.jenkins.plugins.ecsdeploy.registry.ArchivePush;
import io.jenkins.plugins.ecsdeploy.registry.DockerEngine;
import io.jenkins.plugins.ecsdeploy.registry.DockerEnginePush;
import io.jenkins.plugins.ecsdeploy.registry.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.PushResult;
import io.jenkins.plugins.ecsdeploy.registry.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.RegistryTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Pushes an image into an ECR repository: asks ECR for the repository and a login, then pushes to its registry. */
public final class EcrPush {

    private final Ecr ecr;
    private final BiFunction<RegistryTarget, RegistryCredentials, RegistryClient> registries;
    private final PushProgress progress;

    /** @param registries makes the client of a registry; injected, because it holds the HTTP client and the retries */
    public EcrPush(
            Ecr ecr,
            BiFunction<RegistryTarget, RegistryCredentials, RegistryClient> registries,
            PushProgress progress) {
        this.ecr = ecr;
        this.registries = registries;
        this.progress = progress;
    }

    /**
     * @param tags at least one
     * @throws InterruptedException when aborted; nothing stays behind but layers that no tag names
     */
    public PushResult push(PushSource source, EcrRepository repository, List<String> tags) throws InterruptedException {
        EcrAuthorization login = ecr.authorize();
        RegistryCredentials credentials = new RegistryCredentials(login.username(), login.password());
        RegistryClient registry = registries.apply(target(repository, login), credentials);
        try {
            if (source instanceof PushSource.Archive archive) {
                try (ImageArchive image = ImageArchive.open(archive.path())) {
                    return new ArchivePush(registry, progress).push(image, tags);
                }
            } else if (source instanceof PushSource.EngineImage image) {
                try (DockerEngine engine = DockerEngine.find()) {
                    return new DockerEnginePush(engine, registry, Optional.of(credentials), progress)
                            .push(image.name(), tags);
                }
            }
            throw new IllegalArgumentException("an image can't be pushed from " + source);
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
    }

    /** Host from the repository's URI, scheme from the login's endpoint: both are ECR's words (design, decision 15). */
    private static RegistryTarget target(EcrRepository repository, EcrAuthorization login) {
        String host = repository.registryHost();
        URI endpoint = host.equals(login.endpoint().getAuthority())
                ? URI.create(login.endpoint().getScheme() + "://" + host)
                : URI.create("https://" + host);
        return new RegistryTarget(endpoint, repository.uri().substring(host.length() + 1));
    }
}
