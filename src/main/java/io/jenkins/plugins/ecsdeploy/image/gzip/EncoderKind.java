package io.jenkins.plugins.ecsdeploy.image.gzip;

import java.util.function.Supplier;

/** The encoders to choose from (decision 12). */
public enum EncoderKind {

    /** The one that pushes use. */
    CUSTOM(CustomEncoder::new),

    /** Java's Deflater, which is zlib. */
    ZLIB(ZlibEncoder::new);

    private final Supplier<BlockEncoder> factory;

    EncoderKind(Supplier<BlockEncoder> factory) {
        this.factory = factory;
    }

    BlockEncoder create() {
        return factory.get();
    }
}
