/**
 * Amazon ECS, put together: each operation's name and the object that answers it, one world for each region. Rules and
 * behavior are in the rooms below. Start with {@link io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsRegion}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.ecs;
