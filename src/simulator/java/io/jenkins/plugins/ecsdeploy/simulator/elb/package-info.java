/**
 * Elastic Load Balancing v2, as far as ECS services need it: no request is ever balanced. Start with
 * {@link io.jenkins.plugins.ecsdeploy.simulator.elb.Traffic}, which is what other services see of it, then
 * {@link io.jenkins.plugins.ecsdeploy.simulator.elb.ElbApi}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.elb;
