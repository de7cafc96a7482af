/**
 * What a deployment stands on and that is neither ECS nor its load balancers: roles, secrets, parameters, subnets, alarms,
 * quotas, as far as their APIs describe them. Start with {@code Surroundings}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.account;
