/**
 * Pushing an image that a Docker Engine (or Podman's compatible service) has: finding the engine, and following its push.
 * The engine sends the image; nothing here reads layers.
 *
 * <p>Start with {@link io.jenkins.plugins.ecsdeploy.registry.docker.DockerEnginePush}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.registry.docker;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
