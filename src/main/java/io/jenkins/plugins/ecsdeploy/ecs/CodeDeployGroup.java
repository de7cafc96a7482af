package io.jenkins.plugins.ecsdeploy.ecs;

/** The CodeDeploy deployment group that deploys a service, and the application that it belongs to. */
public record CodeDeployGroup(String application, String name) {

    /**
     * {@code AppECS-CLUSTER-SERVICE} and {@code DgpECS-CLUSTER-SERVICE}, the names that the console, the AWS CLI and
     * GitHub's action use.
     */
    public static CodeDeployGroup byConvention(ServiceRef ref) {
        String suffix = "ECS-" + Arn.name(ref.cluster()) + "-" + Arn.name(ref.service());
        return new CodeDeployGroup("App" + suffix, "Dgp" + suffix);
    }

    /** For sentences. */
    @Override
    public String toString() {
        return "deployment group " + name + " of application " + application;
    }
}
