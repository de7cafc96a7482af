/**
 * Whether the load balancer can reach the tasks of a deployment: the health of its targets, matched to its running tasks.
 * ECS' own states are in {@code watch.state}; what follows from them is decided elsewhere. Start with
 * {@link io.jenkins.plugins.ecsdeploy.watch.health.TargetHealthReader}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.watch.health;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
