/**
 * The state of clusters, services, deployments and tasks, without anything that changes it by itself. A service and its
 * tasks know each other. Start with {@link io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.ecs.service;
