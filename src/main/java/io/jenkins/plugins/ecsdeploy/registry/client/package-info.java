/**
 * The OCI distribution protocol with one repository: blobs, resumable uploads, manifests, tags. What to push, and in which
 * order, is decided in {@code registry.archive}; single HTTP requests are in {@code registry.http}.
 *
 * <p>Start with {@link io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient}; {@code BlobUpload} is an upload with
 * its interruptions.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.registry.client;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
