/**
 * The simulated OCI registry (OCI Distribution Specification 1.1), and the repositories it shares with the simulated
 * ECR. {@link io.jenkins.plugins.ecsdeploy.simulator.registry.SimulatedRegistry} is the way in.
 */
package io.jenkins.plugins.ecsdeploy.simulator.registry;
