package io.jenkins.plugins.ecsdeploy.image;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an image: {@code [registry/]repository[:tag][@digest]}, by the grammar of Docker's references. A tag is
 * never implied, not even {@code latest}.
 */
public final class ImageReference implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Pattern REGISTRY = Pattern.compile(
            "(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
                    + "|\\[[0-9A-Fa-f:]+])(?::[0-9]{1,5})?");
    private static final Pattern REPOSITORY_PART = Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final int LONGEST_REPOSITORY = 255;

    private final String registry;
    private final String repository;
    private final String tag;
    private final Digest digest;

    private ImageReference(String registry, String repository, String tag, Digest digest) {
        this.registry = registry;
        this.repository = repository;
        this.tag = tag;
        this.digest = digest;
    }

    /**
     * Takes a name apart as Docker does: what stands before the first slash is a registry if it holds a dot, a colon or
     * a capital letter, or is {@code localhost}.
     *
     * @throws ImageException where the text is no image reference
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
     * @throws ImageException where one of them breaks the grammar
     */
    public static ImageReference of(String registry, String repository) {
        return checked(registry + "/" + repository, registry, repository, null, null);
    }

    /** @throws ImageException where the text can't be a tag */
    public static void checkTag(String tag) {
        checkTag(tag, tag);
    }

    /** {@code host[:port]}; empty where the reference names none. */
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

    /** The same with this tag and without a digest, because the digest was of what the former tag named. */
    public ImageReference withTag(String newTag) {
        checkTag(newTag, newTag);
        return new ImageReference(registry, repository, newTag, null);
    }

    /** The same with this digest and without a tag: the one name that can't change its meaning. */
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

    /** Two references are equal where their texts are; {@link #normalized} first where {@code nginx} may mean both. */
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

    private static ImageReference checked(String text, String registry, String repository, String tag, Digest digest) {
        if (registry != null && !REGISTRY.matcher(registry).matches()) {
            throw bad(text, "'" + registry + "' is not a registry host, as in registry.example.com:5000");
        }
        if (repository.isEmpty()) {
            throw bad(text, "the repository's name is missing");
        }
        for (String part : repository.split("/", -1)) {
            if (!REPOSITORY_PART.matcher(part).matches()) {
                throw bad(text, reasonAgainst(part));
            }
        }
        if (repository.length() > LONGEST_REPOSITORY) {
            throw bad(text, "the repository's name has more than " + LONGEST_REPOSITORY + " characters");
        }
        if (tag != null) {
            checkTag(text, tag);
        }
        return new ImageReference(registry, repository, tag, digest);
    }

    private static String reasonAgainst(String part) {
        if (part.isEmpty()) {
            return "there is nothing before or after a slash";
        }
        return part.equals(part.toLowerCase(Locale.ROOT))
                ? "'" + part + "' has characters other than a-z, 0-9 and single . _ - between them"
                : "a repository is written in lower case, unlike '" + part + "'";
    }

    private static void checkTag(String text, String tag) {
        if (!TAG.matcher(tag).matches()) {
            throw bad(
                    text,
                    "'" + tag + "' is not a tag: up to 128 letters, digits, _ . and -, and the first is not . or -");
        }
    }

    private static Digest digestIn(String text, String digest) {
        try {
            return Digest.parse(digest);
        } catch (ImageException wrong) {
            throw bad(text, wrong.getMessage());
        }
    }

    private static ImageException bad(String text, String reason) {
        String point = reason.endsWith(".") ? "" : ".";
        return new ImageException("'" + text + "' is not an image reference: " + reason + point);
    }
}
