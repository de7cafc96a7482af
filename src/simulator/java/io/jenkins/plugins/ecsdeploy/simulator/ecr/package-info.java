/**
 * The Amazon ECR and ECR Public APIs. Repositories, images and tokens themselves live in the registry's rooms. Start
 * with {@link io.jenkins.plugins.ecsdeploy.simulator.ecr.SimulatedEcr}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.ecr;
