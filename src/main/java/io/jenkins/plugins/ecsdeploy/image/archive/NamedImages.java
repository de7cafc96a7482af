package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The images of one archive with the names they go by, to choose one of them. Images that are the same by their key
 * (digest or config) count once.
 */
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
     * @param wanted the name or key of one; null where the archive must hold exactly one
     * @throws ImageException naming all there are, where that doesn't say which
     */
    T choose(String wanted) {
        if (byKey.isEmpty()) {
            throw new ImageException(archiveName + " holds no image.");
        }
        if (wanted == null) {
            if (byKey.size() > 1) {
                throw new ImageException(archiveName + " holds " + byKey.size() + " images: " + all()
                        + ". Say which one is meant, or write it alone into an archive.");
            }
            return byKey.values().iterator().next().image();
        }
        return byKey.entrySet().stream()
                .filter(entry -> entry.getKey().equals(wanted)
                        || entry.getValue().names().stream().anyMatch(name -> isSame(name, wanted)))
                .findFirst()
                .orElseThrow(() -> new ImageException(
                        archiveName + " holds no image called '" + wanted + "'; it holds " + all() + "."))
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

    /** Some writers spell {@code docker.io/library/} out, some don't. */
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
