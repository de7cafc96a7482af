package io.jenkins.plugins.ecsdeploy.registry.docker;

import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import java.util.Locale;

/** A Docker Engine passes a registry's refusal on as a sentence of its own; this finds what to do about it. */
final class DockerPushErrors {

    private DockerPushErrors() {}

    static RegistryException refused(RegistryTarget target, ImageReference name, String error) {
        String words = error.toLowerCase(Locale.ROOT);
        String sentence = error.strip();
        return RegistryException.wrong(
                target,
                "the push of " + name,
                "the Docker Engine says: " + sentence + (sentence.endsWith(".") ? " " : ". ") + advice(words, target),
                false);
    }

    private static String advice(String words, RegistryTarget target) {
        if (words.contains("immutable")) {
            return "The repository's tags are immutable and the tag names another image: use a new tag.";
        }
        if (words.contains("does not exist") || words.contains("name unknown")) {
            return "Create the repository " + target.repository() + " first, or check its name and the registry's"
                    + " account and region.";
        }
        if (words.contains("expired")) {
            return "Get a new authorization token: ECR's are good for 12 hours.";
        }
        if (words.contains("no basic auth credentials")
                || words.contains("unauthorized")
                || words.contains("denied")
                || words.contains("authentication required")) {
            return "Check user name and password, and what they may do in the repository.";
        }
        if (words.contains("http: server gave http response to https client")) {
            return "The registry speaks plain HTTP: the engine must list it under insecure-registries.";
        }
        if (words.contains("connection refused") || words.contains("no such host")) {
            return "The engine can't reach the registry: check address and port from the engine's machine.";
        }
        return "See the registry's and the engine's logs.";
    }
}
