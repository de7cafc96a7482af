/**
 * What the Describe operations answer, made from the state. Nothing is changed here. Start with
 * {@link io.jenkins.plugins.ecsdeploy.simulator.ecs.view.ServiceView}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.ecs.view;
