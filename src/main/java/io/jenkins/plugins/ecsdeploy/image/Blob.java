package io.jenkins.plugins.ecsdeploy.image;

import java.io.IOException;
import java.io.InputStream;

/**
 * A config or a layer as a registry stores it. Its content stays in the archive and can be read any number of times, by
 * several threads at once, until the archive is closed.
 */
public final class Blob {

    private final Descriptor descriptor;
    private final String origin;
    private final Content content;
    private final boolean verified;

    private Blob(Descriptor descriptor, String origin, Content content, boolean verified) {
        this.descriptor = descriptor;
        this.origin = origin;
        this.content = content;
        this.verified = verified;
    }

    /**
     * Content that has been hashed and has its digest.
     *
     * @param origin for messages
     */
    public static Blob verified(Descriptor descriptor, String origin, Content content) {
        return new Blob(descriptor, origin, content, true);
    }

    /**
     * Content that has not been hashed yet.
     *
     * @param origin for messages
     */
    public static Blob unverified(Descriptor descriptor, String origin, Content content) {
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
     * Compares the content with its digest, unless that has been done.
     *
     * @throws ImageException if they differ, or the content can't be read
     */
    public void verify() {
        if (verified) {
            return;
        }
        try (DigestingInputStream in = new DigestingInputStream(openStream(), digest())) {
            in.drain();
            Digest found = in.digest();
            if (!found.equals(digest())) {
                throw new ImageException(origin + " should be " + digest() + " but is " + found
                        + ". It was damaged or changed after it was written. Write the archive again.");
            }
        } catch (IOException unreadable) {
            throw new ImageException(origin + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Opens a new stream of the same bytes each time. */
    public interface Content {
        InputStream openStream() throws IOException;
    }
}
