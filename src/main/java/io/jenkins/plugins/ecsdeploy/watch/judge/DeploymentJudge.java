package io.jenkins.plugins.ecsdeploy.watch.judge;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.watch.state.DeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.HookState;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides from one look at a service whether a deployment by ECS has ended, and how. A pure function: no clock, no
 * calls. Status and stage names are those of the ECS API's `ServiceDeployment`.
 */
final class DeploymentJudge {

    /** ECS has no field for it, and no text of it is documented: these words are in no other reason that is known. */
    private static final Pattern BY_A_PERSON =
            Pattern.compile("\\buser\\b|\\brequest(ed)?\\b|StopServiceDeployment", Pattern.CASE_INSENSITIVE);

    private DeploymentJudge() {}

    /**
     * Judges one deployment.
     *
     * @param taskDefinition {@code family:revision} that it brings, where that is known
     * @return empty while the deployment goes on, or is not listed yet
     */
    static Optional<Verdict> judge(DeploymentId followed, Optional<String> taskDefinition, Observation seen) {
        return seen.serviceDeployment().flatMap(deployment -> switch (deployment.status()) {
            case "SUCCESSFUL" -> Optional.of(succeeded(followed, taskDefinition, seen));
            case "ROLLBACK_SUCCESSFUL" ->
                Optional.of(new Verdict(
                        Outcome.ROLLED_BACK, cause(deployment) + " ECS rolled back to " + runsNow(seen) + "."));
            case "ROLLBACK_FAILED" ->
                Optional.of(new Verdict(
                        Outcome.FAILED,
                        cause(deployment) + " The rollback failed too, so the service may be degraded: "
                                + said(deployment)));
            case "STOPPED" -> Optional.of(stopped(followed, seen, deployment));
            default -> Optional.empty(); // PENDING, IN_PROGRESS, *_REQUESTED, ROLLBACK_IN_PROGRESS, and what may come
        });
    }

    private static Verdict succeeded(DeploymentId followed, Optional<String> taskDefinition, Observation seen) {
        Optional<DeploymentState> own = seen.deployment(followed).filter(DeploymentState::isPrimary);
        if (own.isPresent()) {
            return new Verdict(Outcome.SUCCEEDED, runs(own.get()));
        }
        String what =
                taskDefinition.map(revision -> "The deployment of " + revision).orElse("The deployment");
        return new Verdict(Outcome.SUCCEEDED, what + " was completed. Since then " + runsNow(seen) + " took over.");
    }

    /** A service scaled to zero deploys "successfully" without a single task: that is told, not called running. */
    private static String runs(DeploymentState own) {
        return own.desired() == 0
                ? own.familyRevision()
                        + " is set, but no task of it runs: the desired count is 0, so that nothing shows"
                        + " whether it works."
                : own.familyRevision() + " runs with " + Phrases.tasks(own.running()) + ".";
    }

    private static Verdict stopped(DeploymentId followed, Observation seen, ServiceDeploymentState deployment) {
        if (hasFailed(followed, seen, deployment)) {
            return new Verdict(Outcome.FAILED, cause(deployment) + notRolledBack(deployment));
        }
        Optional<DeploymentState> later = later(followed, seen, deployment);
        if (later.isPresent()) {
            return new Verdict(
                    Outcome.SUPERSEDED,
                    "A later update took its place: deployment " + later.get().id() + " of "
                            + later.get().familyRevision() + ".");
        }
        return new Verdict(
                Outcome.STOPPED,
                "The deployment was stopped: " + said(deployment) + " Now " + runsNow(seen) + " runs.");
    }

    private static boolean hasFailed(DeploymentId followed, Observation seen, ServiceDeploymentState deployment) {
        return deployment.circuitBreaker().triggered()
                || !deployment.triggeredAlarms().isEmpty()
                || deployment.hooks().stream().anyMatch(HookState::hasFailed)
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

    private static Optional<DeploymentState> later(
            DeploymentId followed, Observation seen, ServiceDeploymentState deployment) {
        return seen.primary()
                .filter(primary -> !primary.id().equals(followed))
                .filter(primary -> deployment
                        .createdAt()
                        .map(created -> primary.createdAt().isAfter(created))
                        .orElse(true));
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
        return BY_A_PERSON.matcher(why).find()
                ? "Somebody, or another tool, had it rolled back: " + Phrases.sentence(why)
                : "ECS ended the deployment: " + said(deployment);
    }

    private static String said(ServiceDeploymentState deployment) {
        String said = deployment.statusReason().isEmpty() ? deployment.rollbackReason() : deployment.statusReason();
        return said.isEmpty() ? "ECS gives no reason." : Phrases.sentence(said);
    }

    private static String runsNow(Observation seen) {
        return Arn.name(seen.taskDefinition());
    }
}
