package io.jenkins.plugins.ecsdeploy.ecr;

import java.util.Optional;

/** An Amazon ECR registry, through its API: an account's private one ({@link EcrPrivateRegistry}) or the public one. */
public interface EcrRegistry {

    /** The repository of this name; empty if there is none. */
    Optional<EcrRepository> find(String name);

    /**
     * Creates a repository.
     *
     * @return empty if one of this name was created by somebody else in the meantime
     * @throws EcrException if settings are not supported, or could only be applied in part
     */
    Optional<EcrRepository> create(String name, EcrRepositorySettings settings);

    /** A login to the registry, valid for 12 hours. */
    EcrAuthorization authorize();

    /** For messages, after "in": {@code region eu-central-1}. */
    String place();

    /** The AWS CLI command that creates the repository. */
    String createCommand(String name);

    /** @throws EcrException if there is none of this name */
    default EcrRepository repository(String name) {
        return find(name)
                .orElseThrow(() -> new EcrException("There is no ECR repository \"" + name + "\" in " + place()
                        + ". Create it (" + createCommand(name)
                        + "), let ecrPush create it (createRepository), or correct"
                        + " the name, the region or the account."));
    }
}
