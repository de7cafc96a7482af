/**
 * The operations on clusters, services, deployments and tasks, with what they refuse; task sets, as CodeDeploy uses
 * them. Start with {@link io.jenkins.plugins.ecsdeploy.simulator.ecs.operation.ServiceOperations}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;
