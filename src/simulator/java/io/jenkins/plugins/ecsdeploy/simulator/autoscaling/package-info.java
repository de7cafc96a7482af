/** The simulated Application Auto Scaling: which services are under it. Start with {@code SimulatedAutoScaling}. */
package io.jenkins.plugins.ecsdeploy.simulator.autoscaling;
