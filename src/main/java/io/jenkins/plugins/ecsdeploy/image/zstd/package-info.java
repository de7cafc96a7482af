/**
 * Compresses layers with zstd, by the native library of zstd-jni. Nothing of that library is loaded before a push asks for
 * zstd, so that it travels to no agent that does not need it.
 *
 * <p>Start with {@link io.jenkins.plugins.ecsdeploy.image.zstd.ZstdPacker}. {@code NativeLibrary} unpacks and loads the
 * library, or says why it can't be loaded.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.image.zstd;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
