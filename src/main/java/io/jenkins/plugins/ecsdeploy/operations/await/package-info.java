/**
 * {@code awaitSteady} as it runs: the waits, the rollback after a failure, aborts, the clean-up after a success. What is
 * saved of a wait is in {@code saved}; how a deployment is followed and judged is in {@code watch}. Start with
 * {@link AwaitSteady}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.operations.await;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
