/**
 * Takes services through their deployments: rolling, blue/green in steps or at once, task sets; circuit breaker,
 * alarms, hooks, rollbacks. Requests are read elsewhere. Start with
 * {@link io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment.ServiceScheduler}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;
