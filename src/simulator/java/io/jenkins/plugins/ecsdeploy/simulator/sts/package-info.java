/**
 * The AWS STS API: who a caller is, and sessions of roles. There are no IAM policies. Start with
 * {@link io.jenkins.plugins.ecsdeploy.simulator.sts.SimulatedSts}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.sts;
