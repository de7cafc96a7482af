/**
 * One-off tasks: what RunTask is asked and what is checked before, its one start, what is seen of the tasks, their verdict and
 * their log. What is saved with a build is {@link io.jenkins.plugins.ecsdeploy.task.RunTaskState}. Start with
 * {@link io.jenkins.plugins.ecsdeploy.task.TaskPlanner} and {@link io.jenkins.plugins.ecsdeploy.task.TaskWatch}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.task;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
