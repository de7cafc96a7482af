/**
 * {@code awaitSteady} and {@code runTask} in Jenkins: the asynchronous steps, the blocking ones of freestyle jobs, and what is
 * saved with the build. The waits themselves are in {@code operations.await} and {@code operations.task}. Start with
 * {@link AwaitSteadyExecution}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
