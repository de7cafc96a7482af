package io.jenkins.plugins.ecsdeploy.ecr;

import java.util.Optional;

/** A registry of Amazon's, as its API shows it: an account's private one ({@link Ecr}) or the public one. */
public interface EcrRegistry {

    /** The repository of this name; empty where there is none. */
    Optional<EcrRepository> find(String name);

    /**
     * Creates a repository.
     *
     * @return empty where one of this name was there already, made by somebody else meanwhile
     * @throws EcrException where the settings can't be had, or only a part of them came to be
     */
    Optional<EcrRepository> create(String name, RepositoryConfiguration settings);

    /** A login to the registry; ECR's are good for 12 hours. */
    EcrAuthorization authorize();

    /** Which one it is, as it goes on after "in": {@code region eu-central-1}. */
    String place();

    /** The command that would create the repository by hand. */
    String creation(String name);

    /** @throws EcrException where there is none of this name */
    default EcrRepository repository(String name) {
        return find(name)
                .orElseThrow(() -> new EcrException("There is no ECR repository \"" + name + "\" in " + place()
                        + ". Create it (" + creation(name) + "), let ecrPush create it (createRepository), or correct"
                        + " the name, the region or the account."));
    }
}
