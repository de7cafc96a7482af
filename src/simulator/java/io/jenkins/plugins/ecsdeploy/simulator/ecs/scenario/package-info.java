/**
 * What a test decides: what becomes of new tasks, and how long everything takes. Acting on it is left to the other
 * rooms. Start with {@link io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario;
