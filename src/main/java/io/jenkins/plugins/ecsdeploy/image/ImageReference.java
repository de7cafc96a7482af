package io.jenkins.plugins.ecsdeploy.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an image: {@code [registry/]repository[:tag][@digest]}, by the grammar of Docker's references
 * (distribution/reference). A tag is never implied, not even {@code latest}.
 */
public final class ImageReference implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Pattern REGISTRY = Pattern.compile(
            "(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
                    + "|\\[[0-9A-Fa-f:]+])(?::[0-9]{1,5})?");
    private static final Pattern REPOSITORY_PART = Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final int MAX_REPOSITORY_LENGTH = 255;

    @CheckForNull
    private final String registry;

    private final String repository;

    @CheckForNull
    private final String tag;

    @CheckForNull
    private final Digest digest;

    private ImageReference(
            @CheckForNull String registry, String repository, @CheckForNull String tag, @CheckForNull Digest digest) {
        this.registry = registry;
        this.repository = repository;
        this.tag = tag;
        this.digest = digest;
    }

    /**
     * Splits a name as Docker does: the part before the first slash is a registry if it contains a dot, a colon or a
     * capital letter, or is {@code localhost}.
     *
     * @throws ImageException if the text is not an image reference, with the reason
     */
    public static ImageReference parse(String text) {
        if (text.contains("://")) {
            throw bad(text, "leave out the scheme (http://, https://)");
        }
        String name = text;
        Digest digest = null;
        int at = name.indexOf('@');
        if (at >= 0) {
            digest = digestIn(text, name.substring(at + 1));
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
        return checked(text, registry, named ? name.substring(slash + 1) : name, tag, digest);
    }

    /**
     * A repository at a registry, without tag and digest.
     *
     * @param registry {@code host[:port]}
     * @throws ImageException if one of them violates the grammar
     */
    public static ImageReference of(String registry, String repository) {
        return checked(registry + "/" + repository, registry, repository, null, null);
    }

    /** @throws ImageException if the text is not a valid tag */
    public static void checkTag(String tag) {
        if (!TAG.matcher(tag).matches()) {
            throw new ImageException(notATag(tag) + ".");
        }
    }

    /** {@code host[:port]}; empty if the reference names none. */
    public Optional<String> registry() {
        return Optional.ofNullable(registry);
    }

    public String repository() {
        return repository;
    }

    public Optional<String> tag() {
        return Optional.ofNullable(tag);
    }

    public Optional<Digest> digest() {
        return Optional.ofNullable(digest);
    }

    /** The same with this tag and without a digest, which was that of the former tag's image. */
    public ImageReference withTag(String newTag) {
        checkTag(newTag);
        return new ImageReference(registry, repository, newTag, null);
    }

    /** The same with this digest and without a tag: the only name whose meaning can't change. */
    public ImageReference withDigest(Digest newDigest) {
        return new ImageReference(registry, repository, null, newDigest);
    }

    /** With what Docker leaves out: {@code nginx:1} is {@code docker.io/library/nginx:1}. No tag is added. */
    public ImageReference normalized() {
        if (registry != null && !registry.equals("index.docker.io") && !registry.equals("docker.io")) {
            return this;
        }
        String full = repository.indexOf('/') < 0 ? "library/" + repository : repository;
        return new ImageReference("docker.io", full, tag, digest);
    }

    @Override
    public String toString() {
        return (registry == null ? "" : registry + "/")
                + repository
                + (tag == null ? "" : ":" + tag)
                + (digest == null ? "" : "@" + digest);
    }

    /** Two references are equal if their texts are. Compare {@link #normalized} ones if both may be abbreviated. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ImageReference that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    private static boolean isRegistry(String part) {
        return part.indexOf('.') >= 0
                || part.indexOf(':') >= 0
                || part.equals("localhost")
                || !part.equals(part.toLowerCase(Locale.ROOT));
    }

    private static ImageReference checked(
            String text,
            @CheckForNull String registry,
            String repository,
            @CheckForNull String tag,
            @CheckForNull Digest digest) {
        if (registry != null && !REGISTRY.matcher(registry).matches()) {
            throw bad(text, "'" + registry + "' is not a registry host such as registry.example.com:5000");
        }
        if (repository.isEmpty()) {
            throw bad(text, "the repository's name is missing");
        }
        for (String part : repository.split("/", -1)) {
            if (!REPOSITORY_PART.matcher(part).matches()) {
                throw bad(text, reasonAgainst(part));
            }
        }
        if (repository.length() > MAX_REPOSITORY_LENGTH) {
            throw bad(text, "the repository's name has more than " + MAX_REPOSITORY_LENGTH + " characters");
        }
        if (tag != null && !TAG.matcher(tag).matches()) {
            throw bad(text, notATag(tag));
        }
        return new ImageReference(registry, repository, tag, digest);
    }

    private static String reasonAgainst(String part) {
        if (part.isEmpty()) {
            return "there is nothing before or after a slash";
        }
        return part.equals(part.toLowerCase(Locale.ROOT))
                ? "'" + part + "' may contain only a-z, 0-9 and between them single . or _, __ or hyphens"
                : "a repository is written in lower case, unlike '" + part + "'";
    }

    private static String notATag(String tag) {
        return "'" + tag
                + "' is not a tag: a tag has up to 128 letters, digits, _ . and -, and does not start with . or -";
    }

    private static Digest digestIn(String text, String digest) {
        try {
            return Digest.parse(digest);
        } catch (ImageException notADigest) {
            throw bad(text, notADigest.getMessage());
        }
    }

    private static ImageException bad(String text, String reason) {
        String point = reason.endsWith(".") ? "" : ".";
        return new ImageException("'" + text + "' is not an image reference: " + reason + point);
    }
}
