/**
 * What a build and the controller remember: the services that the build updated, and the pause hooks that are still to be
 * removed. What a wait remembers is in {@code wait}. Start with
 * {@link io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployments}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.jenkins.build;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
