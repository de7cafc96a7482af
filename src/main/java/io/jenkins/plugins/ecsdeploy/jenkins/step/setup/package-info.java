/**
 * The Pipeline steps about what a deployment stands on: settings into a request, a result into a map. All other steps are in
 * {@code step}; the operations are in {@code operations.setup}. Start with {@code ApplyServiceStep}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.jenkins.step.setup;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
