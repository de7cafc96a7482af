package io.jenkins.plugins.ecsdeploy.jenkins.agent;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.ecr.EcrHostname;
import io.jenkins.plugins.ecsdeploy.ecr.EcrRepositorySettings;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import java.util.List;
import java.util.Optional;

/**
 * What one {@code ecrPush} was asked for, with all variables put in.
 *
 * @param registry empty for the private ECR of the AWS connection
 * @param registryCredentialsId empty: AWS credentials for ECR, no login elsewhere
 * @param options for archives
 * @param newRepository how to create the repository where there is none; empty: it has to exist
 */
public record EcrPushRequest(
        String repository,
        PushSource source,
        List<String> tags,
        Optional<String> registry,
        Optional<String> registryCredentialsId,
        Optional<EcrRepositorySettings> newRepository,
        PushOptions options) {

    private static final String STEP = StepNames.ECR_PUSH;

    /** @throws AbortException where it can't be meant so */
    public void check() throws AbortException {
        if (tags.isEmpty()) {
            throw new AbortException(STEP + ": tags is missing: name at least one; latest is never implied.");
        }
        if (!options.cacheFrom().isEmpty() && (source instanceof PushSource.EngineImage || !options.reuseLayers())) {
            throw new AbortException(STEP + ": cacheFrom is for an archive, and for learnLayers: true. "
                    + (options.reuseLayers()
                            ? "A Docker Engine finds out by its own ways what the registry has."
                            : "Leave one of the two out."));
        }
        int slash = repository.indexOf('/');
        String first = slash < 0 ? repository : repository.substring(0, slash);
        if (EcrHostname.of(first).isPresent() || first.equals(EcrHostname.PUBLIC)) {
            throw new AbortException(STEP + ": repository is the name without the registry. Write registry: '" + first
                    + "', repository: '" + repository.substring(slash + 1) + "'.");
        }
        if (newRepository.isPresent() && !isEcr()) {
            throw new AbortException(STEP + ": createRepository works with Amazon ECR. Create the repository in "
                    + registry.orElseThrow() + " first, where it doesn't come to be by itself.");
        }
    }

    /** Whether AWS is asked for repository and login. */
    boolean isEcr() {
        return registry.isEmpty()
                || registryCredentialsId.isEmpty() && (isPublic() || ecrHost().isPresent());
    }

    boolean isPublic() {
        return registry.map(host -> host.equals(EcrHostname.PUBLIC)).orElse(false);
    }

    Optional<EcrHostname> ecrHost() {
        return registry.flatMap(EcrHostname::of);
    }
}
