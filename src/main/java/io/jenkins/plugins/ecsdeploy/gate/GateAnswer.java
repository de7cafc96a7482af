package io.jenkins.plugins.ecsdeploy.gate;

/**
 * How a paused deployment was answered.
 *
 * @param deployment the service deployment's ARN, or CodeDeploy's id
 * @param stage where it was paused
 */
public record GateAnswer(String deployment, String stage, String hookId, GateAction action) {}
