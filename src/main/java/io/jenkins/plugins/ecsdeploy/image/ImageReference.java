package io.jenkins.plugins.ecsdeploy.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.util.Optional;

/**
 * The name of an image: {@code [registry/]repository[:tag][@digest]}, by the grammar of Docker's references
 * (distribution/reference). A tag is never implied, not even {@code latest}.
 */
public final class ImageReference implements Serializable {

    private static final long serialVersionUID = 1L;

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

    /** @throws ImageException if the text is not an image reference, with the reason */
    public static ImageReference parse(String text) {
        violation(text).ifPresent(reason -> {
            throw bad(text, reason);
        });
        return of(ReferenceGrammar.split(text));
    }

    /**
     * Why a text is not an image reference, or nothing if it is one. The reason quotes nothing of the text, which may hold a
     * secret.
     */
    public static Optional<String> violation(String text) {
        return ReferenceGrammar.violation(text);
    }

    /**
     * A repository at a registry, without tag and digest.
     *
     * @param registry {@code host[:port]}
     * @throws ImageException if one of them violates the grammar
     */
    public static ImageReference of(String registry, String repository) {
        ReferenceGrammar parts = new ReferenceGrammar(registry, repository, null, null);
        parts.violation().ifPresent(reason -> {
            throw bad(registry + "/" + repository, reason);
        });
        return of(parts);
    }

    private static ImageReference of(ReferenceGrammar parts) {
        String digest = parts.digest();
        return new ImageReference(
                parts.registry(), parts.repository(), parts.tag(), digest == null ? null : Digest.parse(digest));
    }

    /** @throws ImageException if the text is not a valid tag */
    public static void checkTag(String tag) {
        if (!ReferenceGrammar.isTag(tag)) {
            throw new ImageException("'" + tag + "' is not a tag: " + ReferenceGrammar.TAG_RULE + ".");
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

    private static ImageException bad(String text, String reason) {
        return new ImageException("'" + text + "' is not an image reference: " + reason + ".");
    }
}
