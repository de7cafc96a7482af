package io.jenkins.plugins.ecsdeploy.ecr;

import java.util.ArrayList;
import java.util.List;

/** Provides the repository for a push: an existing one or, on request, a new one. */
public final class EcrRepositories {

    /**
     * @param created whether it was created now
     * @param notes lines for the build log
     */
    public record Ready(EcrRepository repository, boolean created, List<String> notes) {
        public Ready {
            notes = List.copyOf(notes);
        }
    }

    private final EcrRegistry registry;

    public EcrRepositories(EcrRegistry registry) {
        this.registry = registry;
    }

    /** @throws EcrException if there is none of this name */
    public Ready existing(String name) {
        return new Ready(registry.repository(name), false, List.of());
    }

    /**
     * The repository of this name. If there is none, it is created with these settings. An existing one keeps its own:
     * somebody decided on them, and a build should not change that.
     */
    public Ready existingOrNew(String name, EcrRepositorySettings settings) {
        return registry.find(name)
                .map(found -> asItIs(found, settings))
                .or(() -> registry.create(name, settings)
                        .map(created -> new Ready(
                                created, true, List.of("Created repository " + created.uri() + inWords(settings)))))
                .orElseGet(() -> asItIs(registry.repository(name), settings));
    }

    private static Ready asItIs(EcrRepository found, EcrRepositorySettings wanted) {
        List<String> missing = wanted.missingFrom(found.settings());
        return new Ready(
                found,
                false,
                missing.isEmpty()
                        ? List.of()
                        : List.of("Repository " + found.name() + " already exists, and its settings were not changed: "
                                + String.join(", ", missing)));
    }

    private static String inWords(EcrRepositorySettings settings) {
        List<String> words = new ArrayList<>();
        if (settings.scanOnPush()) {
            words.add("scan on push");
        }
        if (settings.immutableTags()) {
            words.add("immutable tags");
        }
        settings.encryption()
                .ifPresent(type -> words.add("encrypted with " + type
                        + settings.kmsKey().map(key -> " (" + key + ")").orElse("")));
        settings.lifecyclePolicy().ifPresent(policy -> words.add("a lifecycle policy"));
        return words.isEmpty() ? "" : ": " + String.join(", ", words);
    }
}
