/**
 * Repositories, their manifests, and blobs on disk; the simulated ECR reads and changes them too. No HTTP here. Start
 * with {@link io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repositories}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.registry.store;
