/**
 * Pushes images from archives: which layers the registry can reuse, what is compressed and sent, and when tags are set.
 * Requests to the registry are in {@code registry.client}, reading archives in {@code image.archive}.
 *
 * <p>Start with {@link io.jenkins.plugins.ecsdeploy.registry.archive.ArchivePush}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.registry.archive;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
