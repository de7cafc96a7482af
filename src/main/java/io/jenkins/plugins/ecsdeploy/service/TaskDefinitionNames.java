package io.jenkins.plugins.ecsdeploy.service;

/** A revision's two names: its ARN and {@code family:revision}. */
final class TaskDefinitionNames {

    private TaskDefinitionNames() {}

    /** Whether both name the same revision. */
    static boolean isSame(String wanted, String currentArn) {
        return wanted.equals(currentArn) || !wanted.startsWith("arn:") && wanted.equals(shortName(currentArn));
    }

    static String shortName(String taskDefinition) {
        return taskDefinition.substring(taskDefinition.lastIndexOf('/') + 1);
    }
}
