/**
 * AWS CodeDeploy, as far as it deploys Amazon ECS services blue/green. Task sets themselves are the simulated ECS's.
 * Start with {@link io.jenkins.plugins.ecsdeploy.simulator.codedeploy.SimulatedCodeDeploy}; a deployment's steps are in
 * {@link io.jenkins.plugins.ecsdeploy.simulator.codedeploy.DeploymentLifecycle}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.codedeploy;
