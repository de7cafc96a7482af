/**
 * Why tasks failed: stopped tasks, exit codes, the last lines of a log, unhealthy targets, service events, and advice.
 * It never decides an outcome, and what can't be read becomes a note. Start with
 * {@link io.jenkins.plugins.ecsdeploy.watch.diagnosis.FailureReader}; known reasons are in
 * {@link io.jenkins.plugins.ecsdeploy.watch.diagnosis.FailureKind}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.watch.diagnosis;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
