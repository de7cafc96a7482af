package io.jenkins.plugins.ecsdeploy.ecs;

/** A revision's two names: its ARN and {@code family:revision}. */
public final class TaskDefinitionNames {

    private TaskDefinitionNames() {}

    /** Whether both name the same revision. */
    public static boolean isSame(String wanted, String currentArn) {
        return wanted.equals(currentArn) || !wanted.startsWith("arn:") && wanted.equals(shortName(currentArn));
    }

    public static String shortName(String taskDefinition) {
        return Arn.name(taskDefinition);
    }
}
