/**
 * The stacks of docs/infrastructure, made in the simulated account: {@code Template} reads CloudFormation, {@code
 * SimulatedStack} makes it by the simulator's own calls. Start at {@code ShopStacks}.
 */
package io.jenkins.plugins.ecsdeploy.rehearsal.stack;
