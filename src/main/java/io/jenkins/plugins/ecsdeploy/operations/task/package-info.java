/**
 * {@code runTask} as it runs: the start, the waits for its tasks, their lines in the build's log, time-outs and interruptions.
 * What is asked, checked, sent and judged is in {@code task}. Start with
 * {@link io.jenkins.plugins.ecsdeploy.operations.task.RunTask}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.operations.task;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
