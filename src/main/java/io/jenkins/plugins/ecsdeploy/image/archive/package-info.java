/**
 * Reads images from files and directories without Docker: docker-archives ({@code docker save}) and OCI image layouts.
 * Nothing here sends anything; that is {@code registry.archive}. Archives come from elsewhere, so nothing in them is
 * trusted: names, links, sizes and digests are checked.
 *
 * <p>Start with {@link io.jenkins.plugins.ecsdeploy.image.archive.ImageArchive}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.image.archive;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
