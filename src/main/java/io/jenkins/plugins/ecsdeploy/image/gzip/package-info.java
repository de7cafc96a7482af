/**
 * Compresses streams with gzip on several cores. Imports nothing of this project: no image, no registry.
 *
 * <p>Start with {@link io.jenkins.plugins.ecsdeploy.image.gzip.ParallelGzip}. {@code BlockDeflater} deflates one block
 * (decision 12).
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.image.gzip;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
