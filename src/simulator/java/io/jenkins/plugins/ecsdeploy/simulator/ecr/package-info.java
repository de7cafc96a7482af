/** The simulated Amazon ECR API. {@link io.jenkins.plugins.ecsdeploy.simulator.ecr.SimulatedEcr} is the way in. */
package io.jenkins.plugins.ecsdeploy.simulator.ecr;
