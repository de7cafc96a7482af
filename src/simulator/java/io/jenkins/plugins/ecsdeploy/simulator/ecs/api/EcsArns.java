package io.jenkins.plugins.ecsdeploy.simulator.ecs.api;

import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;

/** ECS's ARNs, in the long format (developer guide, "Amazon Resource Names"). */
public record EcsArns(AwsAccount account) {

    public String cluster(String cluster) {
        return arn("cluster/" + cluster);
    }

    public String service(String cluster, String service) {
        return arn("service/" + cluster + "/" + service);
    }

    public String task(String cluster, String id) {
        return arn("task/" + cluster + "/" + id);
    }

    public String containerInstance(String cluster, String id) {
        return arn("container-instance/" + cluster + "/" + id);
    }

    public String container(String cluster, String taskId, String id) {
        return arn("container/" + cluster + "/" + taskId + "/" + id);
    }

    public String containerInstance(String cluster) {
        return arn("container-instance/" + cluster + "/0123456789abcdef0123456789abcdef");
    }

    public String taskDefinition(String family, int revision) {
        return arn("task-definition/" + family + ":" + revision);
    }

    public String serviceRevision(String cluster, String service, String number) {
        return arn("service-revision/" + cluster + "/" + service + "/" + number);
    }

    public String serviceDeployment(String cluster, String service, String id) {
        return arn("service-deployment/" + cluster + "/" + service + "/" + id);
    }

    /** What an ARN of this kind names, {@code cluster/service}; anything else stays as it is. */
    public static String resource(String arnOrName, String kind) {
        int at = arnOrName.indexOf(":" + kind + "/");
        return arnOrName.startsWith("arn:") && at > 0 ? arnOrName.substring(at + kind.length() + 2) : arnOrName;
    }

    private String arn(String resource) {
        return account.arn("ecs", resource);
    }
}
