package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The images of an archive and their names, to choose one. Images with the same key (digest or config) count once. */
final class NamedImages<T> {

    private record Candidate<T>(T image, Set<String> names) {}

    private final String archiveName;
    private final Map<String, Candidate<T>> byKey = new LinkedHashMap<>();

    NamedImages(String archiveName) {
        this.archiveName = archiveName;
    }

    void add(String key, T image, Iterable<String> names) {
        Candidate<T> candidate = byKey.computeIfAbsent(key, absent -> new Candidate<>(image, new LinkedHashSet<>()));
        for (String name : names) {
            if (!name.isEmpty()) {
                candidate.names().add(name);
            }
        }
    }

    /**
     * @param wanted the name or key of an image; empty if there must be exactly one
     * @throws ImageException that lists all images, if none or several match
     */
    T choose(Optional<String> wanted) {
        if (byKey.isEmpty()) {
            throw new ImageException(archiveName + " contains no image.");
        }
        if (wanted.isPresent()) {
            return choose(wanted.get());
        }
        if (byKey.size() > 1) {
            throw new ImageException(archiveName + " contains " + byKey.size() + " images: " + all()
                    + ". Name one of them, or write it to an archive of its own.");
        }
        return byKey.values().iterator().next().image();
    }

    private T choose(String wanted) {
        return byKey.entrySet().stream()
                .filter(entry -> entry.getKey().equals(wanted)
                        || entry.getValue().names().stream().anyMatch(name -> isSame(name, wanted)))
                .findFirst()
                .orElseThrow(() -> new ImageException(
                        archiveName + " contains no image named '" + wanted + "'. It contains " + all() + "."))
                .getValue()
                .image();
    }

    private String all() {
        return byKey.entrySet().stream()
                .map(entry -> entry.getValue().names().isEmpty()
                        ? entry.getKey()
                        : String.join(" = ", entry.getValue().names()))
                .collect(Collectors.joining(", "));
    }

    /** Some tools write {@code docker.io/library/}, some don't. */
    private static boolean isSame(String name, String wanted) {
        if (name.equals(wanted)) {
            return true;
        }
        try {
            return ImageReference.parse(name)
                    .normalized()
                    .equals(ImageReference.parse(wanted).normalized());
        } catch (ImageException notReferences) {
            return false;
        }
    }
}
