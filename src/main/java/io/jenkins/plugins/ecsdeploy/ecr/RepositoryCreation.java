package io.jenkins.plugins.ecsdeploy.ecr;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.Backoff;
import io.jenkins.plugins.ecsdeploy.aws.SendOnce;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Creates a repository once. Repeated after a lost answer, the call would be refused because the repository exists, and what
 * belongs to a new one, such as its lifecycle policy, would be left out.
 */
final class RepositoryCreation {

    private final SendOnce sending;

    RepositoryCreation(Sleeper sleeper) {
        sending = new SendOnce(sleeper, Backoff.linear(5, Duration.ofSeconds(2)));
    }

    /** @param find the repository, which did not exist before */
    EcrRepository create(String name, Supplier<EcrRepository> call, Supplier<Optional<EcrRepository>> find) {
        try {
            return sending.send(call, find, "Look whether there is a repository " + name + " before you try again.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EcrException("The creation of the repository " + name + " was interrupted.");
        }
    }
}
