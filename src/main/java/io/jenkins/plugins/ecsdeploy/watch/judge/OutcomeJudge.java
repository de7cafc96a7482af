package io.jenkins.plugins.ecsdeploy.watch.judge;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.watch.state.DeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceState;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Decides whether what a wait follows has ended, and how: a deployment, or only the service's counts. Settled at the
 * first poll.
 *
 * @param taskDefinition {@code family:revision} that the deployment brings, if the service still lists it
 * @param desiredCount how many tasks the update asked for, if only that was changed
 * @param serviceCreatedAt tells the service from another one that is created under its name later
 */
public record OutcomeJudge(
        Optional<DeploymentId> deployment,
        Optional<String> taskDefinition,
        OptionalInt desiredCount,
        Instant serviceCreatedAt) {

    /** @param deployment if empty, the service's counts alone decide */
    public static OutcomeJudge of(Optional<DeploymentId> deployment, OptionalInt desiredCount, ServiceState service) {
        return new OutcomeJudge(
                deployment,
                deployment.flatMap(service::deployment).map(DeploymentState::familyRevision),
                desiredCount,
                service.createdAt());
    }

    public Optional<Verdict> judge(Observation seen) {
        if (!seen.service().isActive()) {
            return Optional.of(new Verdict(
                    Outcome.FAILED,
                    "The service was deleted during the deployment (its status is " + seen.serviceStatus() + ")."));
        }
        if (seen.service().createdAt().isAfter(serviceCreatedAt)) {
            return Optional.of(new Verdict(
                    Outcome.FAILED,
                    "The service was deleted during the deployment, and created again at "
                            + seen.service().createdAt() + "."));
        }
        if (deployment.isEmpty()) {
            return CountsJudge.judge(desiredCount, seen);
        }
        return deployment.get().isCodeDeploy()
                ? CodeDeployJudge.judge(deployment.get(), seen)
                : DeploymentJudge.judge(deployment.get(), taskDefinition, seen);
    }
}
