package io.jenkins.plugins.ecsdeploy.verify;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;

/** Whether the log groups of the awslogs driver exist, or are to be created by the first task. */
final class LogGroups implements SetupCheck {

    private static final String DESCRIBE = "logs:DescribeLogGroups";

    private final AwsClients clients;

    LogGroups(AwsClients clients) {
        this.clients = clients;
    }

    /** The groups in the region that is called, and whether each is created if it is missing. */
    static Map<String, Boolean> of(VerifiedService verified, String region) {
        Map<String, Boolean> groups = new LinkedHashMap<>();
        for (ContainerDefinition container : verified.containers()) {
            if (container.logConfiguration() == null
                    || container.logConfiguration().logDriver() != LogDriver.AWSLOGS) {
                continue;
            }
            Map<String, String> options = container.logConfiguration().options();
            String group = options.getOrDefault("awslogs-group", "");
            if (!group.isEmpty()
                    && options.getOrDefault("awslogs-region", region).equals(region)) {
                groups.merge(group, "true".equals(options.get("awslogs-create-group")), Boolean::logicalOr);
            }
        }
        return groups;
    }

    @Override
    public void run(VerifiedService verified, VerifyReport report) throws InterruptedException {
        for (Map.Entry<String, Boolean> group : of(verified, clients.region()).entrySet()) {
            if (!group.getValue()) {
                report.look("the log group " + group.getKey(), () -> check(group.getKey(), report));
            }
        }
    }

    private void check(String group, VerifyReport report) {
        boolean exists = AwsCall.run(
                        DESCRIBE,
                        "log group " + group,
                        () -> clients.logs().describeLogGroups(request -> request.logGroupNamePrefix(group)))
                .logGroups()
                .stream()
                .anyMatch(found -> group.equals(found.logGroupName()));
        if (!exists) {
            report.fault(
                    DESCRIBE,
                    "there is no log group " + group + ", and without it no container starts. Create it, or set the log"
                            + " option awslogs-create-group: \"true\"");
        }
    }
}
