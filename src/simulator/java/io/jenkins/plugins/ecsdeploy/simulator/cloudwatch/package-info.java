/**
 * Amazon CloudWatch Logs, as far as containers with the awslogs driver write to it, and the alarms that deployments
 * watch. There are no metrics. Start with {@link io.jenkins.plugins.ecsdeploy.simulator.cloudwatch.SimulatedLogs} and
 * {@link io.jenkins.plugins.ecsdeploy.simulator.cloudwatch.CloudWatchAlarms}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.cloudwatch;
