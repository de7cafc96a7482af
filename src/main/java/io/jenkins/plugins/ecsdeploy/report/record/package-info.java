/**
 * The record of a deployment: what was asked, what happened, how it ended; events as plain values, and the file that keeps
 * them beside a build. Lines for a log and pictures are not here, they are drawn from it in {@code report}. Start at
 * {@link io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.report.record;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
