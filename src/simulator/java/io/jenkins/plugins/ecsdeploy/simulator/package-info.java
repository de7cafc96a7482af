/**
 * A small AWS in one process on loopback, which tests and the rehearsal run against (docs/simulator.md). It shares no
 * code with the plugin, because it judges it. Each service has a room; {@code world} is what they have in common,
 * {@code seed} fills an account. Start with {@link io.jenkins.plugins.ecsdeploy.simulator.Simulator}.
 */
package io.jenkins.plugins.ecsdeploy.simulator;
