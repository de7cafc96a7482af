package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.image.Compression;
import java.io.Serializable;
import java.util.List;

/**
 * How an image is pushed. A push by a Docker Engine itself goes by none of these options.
 *
 * @param reuseLayers whether layers of earlier images are reused instead of compressed and sent again, which trusts
 *     everybody who may push to the repositories of those images (decision 10). If not, only what the registry has under
 *     the same digest is not sent
 * @param cacheFrom images to reuse layers from, in addition to those that the pushed tags name: a tag or digest of the
 *     repository that is pushed to, or {@code repository:tag} (or {@code @digest}) of another one at the same registry. A
 *     missing image is no error
 * @param compression of layers that are plain in the archive
 */
public record PushOptions(boolean reuseLayers, List<String> cacheFrom, Compression compression)
        implements Serializable {

    /** Reuses layers of the images that the pushed tags name, and of those just before them. */
    public static final PushOptions STANDARD = new PushOptions(true, List.of(), Compression.GZIP);

    public PushOptions {
        cacheFrom = List.copyOf(cacheFrom);
    }
}
