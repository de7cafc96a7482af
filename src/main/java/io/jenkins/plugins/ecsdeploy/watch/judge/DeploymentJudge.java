package io.jenkins.plugins.ecsdeploy.watch.judge;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.KnownText;
import io.jenkins.plugins.ecsdeploy.watch.state.DeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.HookState;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides from one observation whether a deployment that ECS carries out has ended, and how. A pure function. Status
 * and stage names are those of ServiceDeployment in the ECS API reference.
 */
final class DeploymentJudge {

    /** ECS ends a deployment a moment before or after it creates the one that replaces it. */
    private static final Duration SAME_MOMENT = Duration.ofSeconds(5);

    private DeploymentJudge() {}

    /**
     * Judges one deployment.
     *
     * @param taskDefinition {@code family:revision} that it brings, if known
     * @return empty while the deployment is in progress, or not listed yet
     */
    static Optional<Verdict> judge(DeploymentId followed, Optional<String> taskDefinition, Observation seen) {
        return seen.serviceDeployment().flatMap(deployment -> switch (deployment.status()) {
            case "SUCCESSFUL" -> succeeded(followed, taskDefinition, seen, deployment);
            case "ROLLBACK_SUCCESSFUL" ->
                Optional.of(new Verdict(
                        Outcome.ROLLED_BACK, cause(deployment) + " ECS rolled back to " + runsNow(seen) + "."));
            case "ROLLBACK_FAILED" ->
                Optional.of(new Verdict(
                        Outcome.FAILED,
                        cause(deployment) + " The rollback failed too, so the service may be degraded: "
                                + said(deployment)));
            case "STOPPED" -> Optional.of(stopped(followed, seen, deployment));
            default -> Optional.empty(); // PENDING, IN_PROGRESS, *_REQUESTED, ROLLBACK_IN_PROGRESS, and unknown ones
        });
    }

    /**
     * ECS' word alone does not do: tasks may have stopped since, and with early success criteria ECS completes a
     * deployment before all of them run (API reference of DeploymentEarlySuccessCriteria).
     */
    private static Optional<Verdict> succeeded(
            DeploymentId followed,
            Optional<String> taskDefinition,
            Observation seen,
            ServiceDeploymentState deployment) {
        Optional<DeploymentState> own = seen.deployment(followed).filter(DeploymentState::isPrimary);
        if (own.isPresent()) {
            return own.filter(DeploymentState::hasDesiredTasks)
                    .map(full -> new Verdict(
                            Outcome.SUCCEEDED,
                            runs(full)
                                    + Phrases.leftOver(
                                            seen, deployment.settings().defersCleanUp())));
        }
        boolean isStale = seen.primary()
                .filter(primary -> deployment
                        .createdAt()
                        .map(created -> !primary.createdAt().isAfter(created))
                        .orElse(false))
                .isPresent();
        if (isStale) { // ECS makes no earlier deployment PRIMARY again once this one has completed
            return Optional.empty();
        }
        String what =
                taskDefinition.map(revision -> "The deployment of " + revision).orElse("The deployment");
        return Optional.of(
                new Verdict(Outcome.SUCCEEDED, what + " completed. Since then " + runsNow(seen) + " has taken over."));
    }

    /**
     * A service scaled to zero deploys "successfully" without a single task: the sentence must not say that it runs.
     */
    private static String runs(DeploymentState own) {
        return own.desired() == 0
                ? Phrases.runsNoTask(own.familyRevision())
                : own.familyRevision() + " runs with " + Phrases.tasks(own.running()) + ".";
    }

    /**
     * ECS stops a deployment at once if a later one begins (ecspresso #899). A later one that began after the end is
     * another matter.
     */
    private static Verdict stopped(DeploymentId followed, Observation seen, ServiceDeploymentState deployment) {
        if (deployment.circuitBreaker().triggered()
                || !deployment.triggeredAlarms().isEmpty()) {
            return new Verdict(Outcome.FAILED, cause(deployment) + notRolledBack(deployment));
        }
        Optional<String> replacedBy = replacedBy(followed, seen, deployment);
        if (replacedBy.isPresent()) {
            return new Verdict(
                    Outcome.SUPERSEDED, "Superseded by a later update: deployment " + replacedBy.get() + ".");
        }
        if (hasFailed(followed, seen, deployment)) {
            return new Verdict(Outcome.FAILED, cause(deployment) + notRolledBack(deployment));
        }
        return new Verdict(
                Outcome.STOPPED,
                "The deployment was stopped: " + said(deployment) + " " + runsNow(seen) + " runs now.");
    }

    private static boolean hasFailed(DeploymentId followed, Observation seen, ServiceDeploymentState deployment) {
        return deployment.hooks().stream().anyMatch(HookState::hasFailed)
                || seen.deployment(followed)
                        .filter(own -> "FAILED".equals(own.rolloutState()))
                        .isPresent();
    }

    private static String notRolledBack(ServiceDeploymentState deployment) {
        boolean isOn = deployment.circuitBreaker().triggered()
                ? deployment.settings().breakerRollsBack()
                : deployment.settings().alarmsRollBack();
        return isOn
                ? " Rollback is on, but ECS did not roll back: there is no completed deployment to go back to, or the"
                        + " rollback was stopped. The service stays as the failed deployment left it."
                : " Rollback is off in the service's deploymentConfiguration, so nothing was rolled back: the service"
                        + " stays as the failed deployment left it.";
    }

    /** The later deployment that ECS stopped it for: by what runs now, else by the list, where that may have ended too. */
    private static Optional<String> replacedBy(
            DeploymentId followed, Observation seen, ServiceDeploymentState deployment) {
        return seen.primary()
                .filter(primary -> !primary.id().equals(followed))
                .filter(primary -> replaces(primary.createdAt(), deployment))
                .map(primary -> primary.id() + " of " + primary.familyRevision())
                .or(() -> seen.next()
                        .filter(next -> replaces(next.createdAt(), deployment))
                        .map(next -> next.id()
                                + seen.deployment(next.id())
                                        .map(listed -> " of " + listed.familyRevision())
                                        .orElse(", which has ended since; " + runsNow(seen) + " runs now")));
    }

    /** Whether one that was created then began while this one was in progress. */
    private static boolean replaces(Instant created, ServiceDeploymentState deployment) {
        return deployment.createdAt().map(created::isAfter).orElse(true)
                && deployment
                        .finishedAt()
                        .map(finished -> !created.isAfter(finished.plus(SAME_MOMENT)))
                        .orElse(true);
    }

    private static String cause(ServiceDeploymentState deployment) {
        if (deployment.circuitBreaker().triggered()) {
            return "The circuit breaker counted " + deployment.circuitBreaker().failureCount()
                    + " failed tasks (its threshold is "
                    + deployment.circuitBreaker().threshold() + ").";
        }
        if (!deployment.triggeredAlarms().isEmpty()) {
            return "CloudWatch alarm " + String.join(", ", deployment.triggeredAlarms()) + " went off.";
        }
        String why = deployment.rollbackReason().isEmpty() ? deployment.statusReason() : deployment.rollbackReason();
        return KnownText.ROLLBACK_REQUESTED.isIn(why)
                ? Phrases.BY_OTHERS + Phrases.sentence(why)
                : Phrases.ENDED_BY_ECS + said(deployment);
    }

    private static String said(ServiceDeploymentState deployment) {
        String said = deployment.statusReason().isEmpty() ? deployment.rollbackReason() : deployment.statusReason();
        return said.isEmpty() ? "ECS gives no reason." : Phrases.sentence(said);
    }

    private static String runsNow(Observation seen) {
        return Arn.name(seen.taskDefinition());
    }
}
