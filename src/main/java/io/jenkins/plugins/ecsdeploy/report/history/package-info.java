/**
 * The deployments of all jobs of a controller, as one bounded list that needs no build to be loaded: what runs where, since
 * when, by which build. What happened in one deployment is in {@code report.record}. Start at
 * {@link io.jenkins.plugins.ecsdeploy.report.history.DeploymentHistory}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.report.history;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
