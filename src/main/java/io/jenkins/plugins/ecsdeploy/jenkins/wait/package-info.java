/**
 * {@code awaitSteady} in Jenkins: the asynchronous step, the blocking one of freestyle jobs, and what is saved with the
 * build. The wait itself is in {@code operations.await}. Start with {@link AwaitSteadyExecution}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
