/**
 * The Pipeline steps: each holds its settings and turns them into an operation, which calls the engine. Nested settings are in
 * {@code settings}, waiting is in {@code wait}. Start with {@link io.jenkins.plugins.ecsdeploy.jenkins.step.EcsStep} and one
 * of its subclasses.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.jenkins.step;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
