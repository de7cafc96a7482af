/**
 * What an image is made of: references, digests, blobs, manifests and configs, and the JSON they are written in. Reading
 * archives is in {@code image.archive}, compression in {@code image.gzip}. No AWS SDK: this runs on agents.
 *
 * <p>Start with {@link io.jenkins.plugins.ecsdeploy.image.ImageReference} and
 * {@link io.jenkins.plugins.ecsdeploy.image.Blob}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.image;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
