package io.jenkins.plugins.ecsdeploy.registry.client;

import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.archive.Layer;
import io.jenkins.plugins.ecsdeploy.image.gzip.ParallelGzip;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * What is sent as one blob: the same bytes for every try.
 *
 * @param name for messages and progress: its digest, of a layer that is compressed on the way its {@code diff_id}
 * @param descriptor empty where the digest is only known when all has been sent
 */
public record Outgoing(String name, Optional<Descriptor> descriptor, Content content) {

    interface Content {
        InputStream open() throws IOException;
    }

    public static Outgoing of(Blob blob) {
        return new Outgoing(blob.digest().toString(), Optional.of(blob.descriptor()), blob::openStream);
    }

    /** @param read told now and then how much of the layer this try has read */
    public static Outgoing compressed(Layer layer, ParallelGzip gzip, LongConsumer read) {
        return new Outgoing(layer.diffId().toString(), Optional.empty(), () -> layer.openCompressed(gzip, read));
    }

    /** -1 where it is not known before all has been read. */
    public long sizeBytes() {
        return descriptor.map(Descriptor::sizeBytes).orElse(-1L);
    }
}
