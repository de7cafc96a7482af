/**
 * Starts tasks, takes them through their statuses, and stops them. How many there are to be is decided by the
 * deployers. Start with {@link io.jenkins.plugins.ecsdeploy.simulator.ecs.task.TaskLifecycle}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.ecs.task;
