package io.jenkins.plugins.ecsdeploy.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parts of an image reference as Docker splits them (distribution/reference), and what in them violates its grammar.
 * Violations quote nothing of the text, which may hold a secret.
 *
 * @param registry the part before the first slash if it contains a dot, a colon or a capital letter, or is {@code
 *     localhost}
 */
record ReferenceGrammar(
        @CheckForNull String registry,
        String repository,
        @CheckForNull String tag,
        @CheckForNull String digest) {

    /** More than a registry, a repository, a tag and a digest can have together. Bounds the time of the patterns below. */
    private static final int MAX_LENGTH = 1024;

    private static final int MAX_REPOSITORY_LENGTH = 255;

    private static final Pattern REGISTRY = Pattern.compile(
            "(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
                    + "|\\[[0-9A-Fa-f:]+])(?::[0-9]{1,5})?");
    private static final Pattern REPOSITORY_PART = Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    /** What a valid tag is. */
    static final String TAG_RULE = "a tag has up to 128 letters, digits, _ . and -, and does not start with . or -";

    static ReferenceGrammar split(String text) {
        String name = text;
        String digest = null;
        int at = name.indexOf('@');
        if (at >= 0) {
            digest = name.substring(at + 1);
            name = name.substring(0, at);
        }
        String tag = null;
        int colon = name.lastIndexOf(':');
        if (colon > name.lastIndexOf('/') && colon > name.lastIndexOf(']')) {
            tag = name.substring(colon + 1);
            name = name.substring(0, colon);
        }
        int slash = name.indexOf('/');
        boolean named = slash > 0 && isRegistry(name.substring(0, slash));
        String registry = named ? name.substring(0, slash) : null;
        return new ReferenceGrammar(registry, named ? name.substring(slash + 1) : name, tag, digest);
    }

    private static boolean isRegistry(String part) {
        return part.indexOf('.') >= 0
                || part.indexOf(':') >= 0
                || part.equals("localhost")
                || !part.equals(part.toLowerCase(Locale.ROOT));
    }

    static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    /** Why a text is not an image reference, or nothing if it is one. */
    static Optional<String> violation(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.of("it has more than " + MAX_LENGTH + " characters");
        }
        if (text.contains("://")) {
            return Optional.of("leave out the scheme (http://, https://)");
        }
        return split(text).violation();
    }

    /** What is wrong with these parts, or nothing. */
    Optional<String> violation() {
        if (registry != null && !REGISTRY.matcher(registry).matches()) {
            return Optional.of("its registry is not a host such as registry.example.com:5000");
        }
        Optional<String> ofRepository = repositoryViolation();
        if (ofRepository.isPresent()) {
            return ofRepository;
        }
        if (tag != null && !isTag(tag)) {
            return Optional.of("its tag is not valid: " + TAG_RULE);
        }
        return digest == null || Digest.isDigest(digest)
                ? Optional.empty()
                : Optional.of("its digest is not valid: " + Digest.RULE);
    }

    private Optional<String> repositoryViolation() {
        if (repository.isEmpty()) {
            return Optional.of("the repository's name is missing");
        }
        if (repository.length() > MAX_REPOSITORY_LENGTH) {
            return Optional.of("the repository's name has more than " + MAX_REPOSITORY_LENGTH + " characters");
        }
        for (String part : repository.split("/", -1)) {
            if (part.isEmpty()) {
                return Optional.of("there is nothing before or after a slash");
            }
            if (!REPOSITORY_PART.matcher(part).matches()) {
                return Optional.of(
                        part.equals(part.toLowerCase(Locale.ROOT))
                                ? "its repository may contain only a-z, 0-9 and between them single . or _, __ or hyphens"
                                : "its repository is not in lower case");
            }
        }
        return Optional.empty();
    }
}
