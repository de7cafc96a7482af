/**
 * ECS' vocabulary for all rooms above: names and ids, statuses, limits and texts, each once and with its source; and
 * reading a service or a service deployment. What is sent to ECS is in {@code update}, what a wait sees of it in
 * {@code watch.state}. Start with {@link io.jenkins.plugins.ecsdeploy.ecs.DeploymentId}, then
 * {@link io.jenkins.plugins.ecsdeploy.ecs.ServiceReader}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.ecs;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
