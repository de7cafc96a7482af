/**
 * What a push reports while it runs and when it ends: as calls, as a bar, as log lines. Nothing here sends anything.
 *
 * <p>Start with {@link io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.registry.progress;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
