/**
 * What is known of the waits of a step, as it is saved with the build: what to wait for, what was seen, and how it ended.
 * It makes no calls and holds no credentials; what runs is in {@code await}. Start with {@link WaitState}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.operations.await.saved;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
