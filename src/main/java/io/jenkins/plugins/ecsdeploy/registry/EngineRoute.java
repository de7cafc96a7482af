package io.jenkins.plugins.ecsdeploy.registry;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who pushes an image of a Docker Engine. */
public enum EngineRoute {
    /** What is likely to be faster. */
    AUTO,
    /** The engine itself. */
    ENGINE,
    /** This process: it reads what the engine exports, or nothing if the registry has it all. */
    EXPORT;

    /** By its name in a Jenkinsfile: {@code auto}, {@code engine} or {@code export}. */
    public static Optional<EngineRoute> of(String word) {
        return Stream.of(values())
                .filter(each -> each.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** As in a Jenkinsfile. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
