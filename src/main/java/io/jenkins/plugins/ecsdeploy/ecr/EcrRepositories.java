package io.jenkins.plugins.ecsdeploy.ecr;

import java.util.ArrayList;
import java.util.List;

/** Has a repository ready for a push: as it is, or made where that was asked for. */
public final class EcrRepositories {

    /**
     * @param created whether it was made now
     * @param notes what the person at the build should know about it
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

    /** @throws EcrException where there is none of this name */
    public Ready existing(String name) {
        return new Ready(registry.repository(name), false, List.of());
    }

    /**
     * The repository of this name; where there is none, it is created with these settings. One that is there keeps its
     * own: they are somebody's decision, and a build is no place to change it.
     */
    public Ready existingOrNew(String name, RepositoryConfiguration settings) {
        return registry.find(name)
                .map(found -> asItIs(found, settings))
                .or(() -> registry.create(name, settings)
                        .map(created -> new Ready(
                                created, true, List.of("Created the repository " + created.uri() + inWords(settings)))))
                .orElseGet(() -> asItIs(registry.repository(name), settings));
    }

    private static Ready asItIs(EcrRepository found, RepositoryConfiguration wanted) {
        List<String> missing = wanted.missingFrom(found.settings());
        return new Ready(
                found,
                false,
                missing.isEmpty()
                        ? List.of()
                        : List.of("The repository " + found.name() + " was there already, and its settings were left"
                                + " alone: " + String.join(", ", missing)));
    }

    private static String inWords(RepositoryConfiguration settings) {
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
