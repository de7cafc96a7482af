/**
 * Paused deployments: answering the pause, and removing our pause hooks from the service afterwards. Adding a hook is part of an
 * update ({@code update}). Start at {@link PausedDeployments}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.gate;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
