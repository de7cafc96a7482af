/**
 * Makes the clusters and services that tests and the rehearsal deploy to, by calling the simulated services in-process.
 * Start with {@link io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.seed;
