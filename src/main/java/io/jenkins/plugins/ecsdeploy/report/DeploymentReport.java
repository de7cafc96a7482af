package io.jenkins.plugins.ecsdeploy.report;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.FailureDiagnosis;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What happened in a deployment, as plain data.
 *
 * @param image what was deployed, {@code repository@digest}
 * @param taskDefinition {@code family:revision} that was deployed
 * @param previousTaskDefinition {@code family:revision}
 * @param deployment {@code ecs-svc/N}; empty if none was started
 * @param changes what was changed about the service, one sentence each
 */
public record DeploymentReport(
        ServiceRef service,
        String region,
        String image,
        String taskDefinition,
        String previousTaskDefinition,
        Optional<String> deployment,
        List<String> changes,
        Verdict verdict,
        FailureDiagnosis failures,
        Timeline timeline) {

    public DeploymentReport {
        changes = List.copyOf(changes);
    }
}
