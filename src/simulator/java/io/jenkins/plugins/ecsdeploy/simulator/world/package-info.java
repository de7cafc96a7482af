/**
 * What all simulated services share: the account, the clock and what is planned on it. No service lives here. Start
 * with {@link io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline}: nothing runs by itself, each request first
 * lets happen what is due.
 */
package io.jenkins.plugins.ecsdeploy.simulator.world;
