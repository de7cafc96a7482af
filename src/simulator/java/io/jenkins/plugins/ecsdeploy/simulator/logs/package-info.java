/** Amazon CloudWatch Logs, as far as containers with the awslogs driver write to it. */
package io.jenkins.plugins.ecsdeploy.simulator.logs;
