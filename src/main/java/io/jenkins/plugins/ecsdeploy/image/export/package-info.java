/**
 * Keeps what a Docker Engine exports of an image, the stream of {@code docker save}, in temporary files, without the layers
 * that a registry has. Nothing here knows an engine or a registry; what was kept is read by {@code image.archive}.
 *
 * <p>Start with {@link io.jenkins.plugins.ecsdeploy.image.export.ExportSpool}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.image.export;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
