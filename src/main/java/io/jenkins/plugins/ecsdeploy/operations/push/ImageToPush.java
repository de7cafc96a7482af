package io.jenkins.plugins.ecsdeploy.operations.push;

import io.jenkins.plugins.ecsdeploy.ecr.EcrHostname;
import io.jenkins.plugins.ecsdeploy.ecr.EcrRepositorySettings;
import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.operations.RequestException;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.registry.EngineRoute;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import java.util.List;
import java.util.Optional;

/**
 * An image, and what it is called in the registry.
 *
 * @param repository name without the registry
 * @param tags at least one
 * @param newRepository how to create the repository if it is missing; empty: it has to exist
 * @param options unless a Docker Engine pushes by itself
 */
public record ImageToPush(
        PushSource source,
        String repository,
        List<String> tags,
        Optional<EcrRepositorySettings> newRepository,
        PushOptions options) {

    public ImageToPush {
        tags = List.copyOf(tags);
        if (tags.isEmpty()) {
            throw wrong("tags is missing: name at least one; latest is never implied.");
        }
        boolean byEngine = source instanceof PushSource.EngineImage engine && engine.route() == EngineRoute.ENGINE;
        if (!options.cacheFrom().isEmpty() && (byEngine || !options.reuseLayers())) {
            throw wrong("cacheFrom needs reuseLayers: true, and is not for via: 'engine'. "
                    + (byEngine
                            ? "A Docker Engine finds out by itself what the registry has."
                            : "Leave one of the two out."));
        }
        if (byEngine && options.compression() != Compression.GZIP) {
            throw wrong("compression: '" + options.compression().word() + "' is not for via: 'engine': a Docker Engine"
                    + " compresses with gzip. Leave one of the two out.");
        }
        int slash = repository.indexOf('/');
        String first = slash < 0 ? repository : repository.substring(0, slash);
        if (EcrHostname.of(first).isPresent() || first.equals(EcrHostname.PUBLIC)) {
            throw wrong("repository is the name without the registry. Write registry: '" + first + "', repository: '"
                    + repository.substring(slash + 1) + "'.");
        }
    }

    /** The same from a source that is found when it is pushed. */
    public ImageToPush from(PushSource found) {
        return new ImageToPush(found, repository, tags, newRepository, options);
    }

    private static RequestException wrong(String message) {
        return new RequestException(StepNames.ECR_PUSH, message);
    }
}
