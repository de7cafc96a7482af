package io.jenkins.plugins.ecsdeploy.registry.docker;

import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import java.util.Locale;

/** Finds what to do about a registry's refusal, which a Docker Engine reports in words of its own. */
final class DockerPushErrors {

    private DockerPushErrors() {}

    static RegistryException refused(RegistryTarget target, ImageReference name, String error) {
        String words = error.toLowerCase(Locale.ROOT);
        String sentence = error.strip();
        return RegistryException.wrong(
                target,
                "push of " + name,
                "the Docker Engine reported: " + sentence + (sentence.endsWith(".") ? " " : ". ")
                        + advice(words, target),
                false);
    }

    private static String advice(String words, RegistryTarget target) {
        if (words.contains("immutable")) {
            return "The repository's tags are immutable and this one names another image. Use a new tag.";
        }
        if (words.contains("does not exist") || words.contains("name unknown")) {
            return "Create the repository " + target.repository() + " first, or check its name and the registry's"
                    + " account and region.";
        }
        if (words.contains("expired")) {
            return "Get a new authorization token. ECR's are valid for 12 hours.";
        }
        if (words.contains("no basic auth credentials")
                || words.contains("unauthorized")
                || words.contains("denied")
                || words.contains("authentication required")) {
            return "Check user name and password, and their permissions on the repository.";
        }
        if (words.contains("http: server gave http response to https client")) {
            return "The registry uses plain HTTP. Add it to insecure-registries in the engine's configuration.";
        }
        if (words.contains("connection refused") || words.contains("no such host")) {
            return "The engine can't reach the registry. Check address and port from the engine's machine.";
        }
        return "Check the registry's and the engine's logs.";
    }
}
