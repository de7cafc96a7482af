/**
 * Compresses layers with gzip on several cores. Knows nothing of archives and registries.
 *
 * <p>Start with {@link io.jenkins.plugins.ecsdeploy.image.gzip.ParallelGzip}. {@code BlockDeflater} deflates one block
 * (decision 12).
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.image.gzip;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
