package io.jenkins.plugins.ecsdeploy.image;

import java.io.IOException;
import java.io.InputStream;

/**
 * A config or a layer as a registry is to keep it. Its content stays in the archive and can be read any number of times, also by several threads at once, until the archive is closed.
 */
public final class Blob {

    private final Descriptor descriptor;
    private final String origin;
    private final Content content;
    private final boolean proven;

    private Blob(Descriptor descriptor, String origin, Content content, boolean proven) {
        this.descriptor = descriptor;
        this.origin = origin;
        this.content = content;
        this.proven = proven;
    }

    /** Content that has been hashed on the way in. */
    public static Blob proven(Descriptor descriptor, String origin, Content content) {
        return new Blob(descriptor, origin, content, true);
    }

    /** Content that is said to have this digest. */
    public static Blob claimed(Descriptor descriptor, String origin, Content content) {
        return new Blob(descriptor, origin, content, false);
    }

    public Descriptor descriptor() {
        return descriptor;
    }

    public Digest digest() {
        return descriptor.digest();
    }

    public long sizeBytes() {
        return descriptor.sizeBytes();
    }

    public InputStream openStream() throws IOException {
        return content.openStream();
    }

    /**
     * Makes sure that the content is what its digest says, reading it through where that has not been done.
     *
     * @throws ImageException where it isn't, or can't be read
     */
    public void verify() {
        if (proven) {
            return;
        }
        try (DigestingInputStream in = new DigestingInputStream(openStream(), digest())) {
            in.drain();
            Digest found = in.digest();
            if (!found.equals(digest())) {
                throw new ImageException(origin + " should be " + digest() + " but is " + found
                        + ". It was damaged or changed after it was written: make it again.");
            }
        } catch (IOException unreadable) {
            throw new ImageException(origin + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Where bytes come from, again for every stream. */
    public interface Content {
        InputStream openStream() throws IOException;
    }
}
