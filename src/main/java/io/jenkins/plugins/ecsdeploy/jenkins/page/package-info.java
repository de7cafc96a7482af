/**
 * What Jenkins shows of deployments: on the page of a build, of a job, and of the controller. What is shown is in {@code
 * jenkins.record} and {@code report.record}. Start at {@link io.jenkins.plugins.ecsdeploy.jenkins.page.BuildPage}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.jenkins.page;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
