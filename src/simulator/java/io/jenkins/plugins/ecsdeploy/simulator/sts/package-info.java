/** The simulated AWS STS API. {@link io.jenkins.plugins.ecsdeploy.simulator.sts.SimulatedSts} is the way in. */
package io.jenkins.plugins.ecsdeploy.simulator.sts;
