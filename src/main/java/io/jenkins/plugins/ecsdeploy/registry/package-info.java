/**
 * Pushing an image to a registry, on the agent that has it. Only the choice between an archive ({@code registry.archive})
 * and a Docker Engine ({@code registry.docker}) is made here. No AWS SDK: a push gets a registry and a login.
 *
 * <p>Start with {@link io.jenkins.plugins.ecsdeploy.registry.ImagePush}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.registry;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
