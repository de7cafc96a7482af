/**
 * Where Amazon ECR and {@code registry:2} differ, each quirk with its source, and ECR's tokens. What they have in
 * common is in {@code registry}. Start with
 * {@link io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.RegistryDialect}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.registry.dialect;
