/**
 * What happened in a deployment: as lines of a log, and as a picture, which the rehearsal alone draws so far. What
 * decides the outcome is in {@code watch}. Start with {@link DeploymentLog}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.report;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
