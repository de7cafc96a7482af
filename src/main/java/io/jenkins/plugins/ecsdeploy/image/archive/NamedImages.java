package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** The images of an archive and their names, to choose one. Images with the same key (digest or config) count once. */
final class NamedImages<T> {

    /** A message lists no more. */
    private static final int MAX_LISTED = 20;

    private record Candidate<T>(String key, T image, Set<String> names) {}

    /** What an image is, for a message that lists several. */
    interface Description<T> {
        String of(T image) throws IOException;
    }

    private final String archiveName;
    private final Description<T> description;
    private final Map<String, Candidate<T>> byKey = new LinkedHashMap<>();

    NamedImages(String archiveName, Description<T> description) {
        this.archiveName = archiveName;
        this.description = description;
    }

    /** @param key a digest */
    void add(String key, T image, Iterable<String> names) {
        Candidate<T> candidate =
                byKey.computeIfAbsent(key, absent -> new Candidate<>(key, image, new LinkedHashSet<>()));
        for (String name : names) {
            if (!name.isEmpty()) {
                candidate.names().add(name);
            }
        }
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    /**
     * @param wanted the name, the tag or the digest of an image; empty if there must be exactly one
     * @throws ImageException that lists all images, if none or several match
     */
    T choose(Optional<String> wanted) throws IOException {
        if (byKey.isEmpty()) {
            throw new ImageException(archiveName + " contains no image.");
        }
        if (wanted.isPresent()) {
            return choose(wanted.get());
        }
        if (byKey.size() > 1) {
            throw new ImageException(archiveName + " contains " + byKey.size()
                    + " images. Say which one is meant (imageName: its name, tag or digest):"
                    + list(List.copyOf(byKey.values())));
        }
        return byKey.values().iterator().next().image();
    }

    private T choose(String wanted) throws IOException {
        for (BiPredicate<Candidate<T>, String> rule : List.<BiPredicate<Candidate<T>, String>>of(
                NamedImages::hasKey, NamedImages::hasName, NamedImages::hasTag)) {
            List<Candidate<T>> found = byKey.values().stream()
                    .filter(candidate -> rule.test(candidate, wanted))
                    .toList();
            if (found.size() == 1) {
                return found.get(0).image();
            }
            if (found.size() > 1) {
                throw new ImageException(archiveName + " contains " + found.size() + " images named '" + wanted
                        + "'. Use the digest of the one that is meant as imageName:" + list(found));
            }
        }
        throw new ImageException(archiveName + " contains no image named '" + wanted + "' (imageName). It contains:"
                + list(List.copyOf(byKey.values())));
    }

    /** By its digest alone or with a name before it. */
    private static boolean hasKey(Candidate<?> candidate, String wanted) {
        return wanted.equals(candidate.key()) || wanted.endsWith("@" + candidate.key());
    }

    /** Some tools write {@code docker.io/library/}, some don't. */
    private static boolean hasName(Candidate<?> candidate, String wanted) {
        return candidate.names().contains(wanted)
                || reference(wanted)
                        .filter(image -> candidate.names().stream()
                                .anyMatch(name -> reference(name).equals(Optional.of(image))))
                        .isPresent();
    }

    private static boolean hasTag(Candidate<?> candidate, String wanted) {
        return candidate.names().stream()
                .anyMatch(name -> reference(name).flatMap(ImageReference::tag).equals(Optional.of(wanted)));
    }

    private static Optional<ImageReference> reference(String name) {
        return ImageReference.violation(name).isEmpty()
                ? Optional.of(ImageReference.parse(name).normalized())
                : Optional.empty();
    }

    private String list(List<Candidate<T>> candidates) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Candidate<T> candidate : candidates.subList(0, Math.min(MAX_LISTED, candidates.size()))) {
            lines.append("\n  ")
                    .append(candidate.names().isEmpty() ? "(no name)" : String.join(" = ", candidate.names()))
                    .append(": ")
                    .append(description.of(candidate.image()))
                    .append(", ")
                    .append(candidate.key());
        }
        if (candidates.size() > MAX_LISTED) {
            lines.append("\n  and ").append(candidates.size() - MAX_LISTED).append(" more");
        }
        return lines.toString();
    }
}
