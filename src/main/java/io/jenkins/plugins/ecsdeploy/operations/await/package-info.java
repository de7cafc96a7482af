/**
 * {@code awaitSteady}: what is saved of a wait ({@link AwaitState}), what runs ({@link RunningWaits}), and the rollback
 * after a failure. How a deployment is followed and judged is in {@code watch}. Start with {@link AwaitSteady}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.operations.await;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
