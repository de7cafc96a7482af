/**
 * What all rooms of the Jenkins layer share: an operation as a step runs it, the build that it runs in, a build's variables,
 * checks of form fields. No step and no setting is here: steps are in {@code step}, their freestyle build steps in
 * {@code freestyle}. Start with {@link io.jenkins.plugins.ecsdeploy.jenkins.StepOperation}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.jenkins;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
