package io.jenkins.plugins.ecsdeploy.update.request;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;

/**
 * The CloudWatch alarms of a deployment ({@code deploymentConfiguration.alarms}).
 *
 * @param names at least one
 * @param rollback whether ECS rolls back if one goes off; otherwise it only stops the deployment
 */
public record Alarms(List<String> names, boolean rollback) {

    public Alarms {
        names = List.copyOf(names);
        if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
            throw new ServiceRefusedException("alarms: name at least one CloudWatch alarm, and none empty.");
        }
    }

    /** Empty if none is named: the service's own stay. */
    public static Optional<Alarms> of(List<String> names, boolean rollback) {
        if (names.isEmpty() && !rollback) {
            throw new ServiceRefusedException(
                    "rollbackOnAlarm: false has no effect without alarms. Name at least one in alarms.");
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(new Alarms(names, rollback));
    }

    DeploymentAlarms sdk() {
        return DeploymentAlarms.builder()
                .alarmNames(names)
                .enable(true)
                .rollback(rollback)
                .build();
    }
}
