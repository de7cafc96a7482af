/**
 * Task definitions: their operations, what ECS refuses to register and what it adds. Running them is the task room's
 * business. Start with {@link io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition.TaskDefinitionOperations}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition;
