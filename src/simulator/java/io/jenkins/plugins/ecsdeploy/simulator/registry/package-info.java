/**
 * An OCI registry (distribution specification 1.1) over plain HTTP: its endpoints and what they were asked. Where
 * registries differ is in {@code dialect}, what is kept is in {@code store}. Start with
 * {@link io.jenkins.plugins.ecsdeploy.simulator.registry.SimulatedRegistry}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.registry;
