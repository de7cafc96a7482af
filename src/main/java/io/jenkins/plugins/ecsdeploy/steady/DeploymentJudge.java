package io.jenkins.plugins.ecsdeploy.steady;

import java.util.Optional;

/**
 * Decides from one look at a service whether a deployment has ended, and how. A pure function: no clock, no calls.
 * Status and stage names are those of the ECS API's `ServiceDeployment`.
 */
public final class DeploymentJudge {

    private DeploymentJudge() {}

    /**
     * Judges one deployment.
     *
     * @param taskDefinition {@code family:revision} that it brings, where that is known
     * @return empty while the deployment goes on, or is not listed yet
     */
    public static Optional<Verdict> judge(DeploymentId followed, Optional<String> taskDefinition, Observation seen) {
        Optional<Verdict> gone = judgeServiceItself(seen);
        if (gone.isPresent()) {
            return gone;
        }
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

    /**
     * Judges a service of which only the desired count was changed: that starts no deployment, so the counts decide
     * (API reference of UpdateService, `desiredCount`).
     */
    public static Optional<Verdict> judgeCounts(Observation seen) {
        Optional<Verdict> gone = judgeServiceItself(seen);
        if (gone.isPresent()) {
            return gone;
        }
        boolean steady = seen.running() == seen.desired()
                && seen.pending() == 0
                && seen.deployments().size() == 1
                && !"IN_PROGRESS".equals(seen.deployments().get(0).rolloutState());
        return steady
                ? Optional.of(new Verdict(
                        Outcome.SUCCEEDED, runsNow(seen) + " runs with " + count(seen.running()) + ", as desired."))
                : Optional.empty();
    }

    private static Optional<Verdict> judgeServiceItself(Observation seen) {
        return "ACTIVE".equals(seen.serviceStatus())
                ? Optional.empty()
                : Optional.of(new Verdict(
                        Outcome.FAILED,
                        "The service was deleted while it was being deployed (it is " + seen.serviceStatus() + ")."));
    }

    private static Verdict succeeded(DeploymentId followed, Optional<String> taskDefinition, Observation seen) {
        Optional<DeploymentState> own = seen.deployment(followed).filter(DeploymentState::isPrimary);
        if (own.isPresent()) {
            return new Verdict(
                    Outcome.SUCCEEDED,
                    own.get().familyRevision() + " runs with " + count(own.get().running()) + ".");
        }
        String what =
                taskDefinition.map(revision -> "The deployment of " + revision).orElse("The deployment");
        return new Verdict(Outcome.SUCCEEDED, what + " was completed. Since then " + runsNow(seen) + " took over.");
    }

    private static Verdict stopped(DeploymentId followed, Observation seen, ServiceDeploymentState deployment) {
        boolean failed = deployment.circuitBreaker().triggered()
                || !deployment.triggeredAlarms().isEmpty()
                || seen.deployment(followed)
                        .filter(own -> "FAILED".equals(own.rolloutState()))
                        .isPresent();
        if (failed) {
            return new Verdict(
                    Outcome.FAILED,
                    cause(deployment) + " Nothing was rolled back (rollback is off, or there is nothing to go back to),"
                            + " so the service stays as the failed deployment left it.");
        }
        Optional<DeploymentState> later = seen.primary()
                .filter(primary -> !primary.id().equals(followed))
                .filter(primary -> deployment
                        .createdAt()
                        .map(created -> primary.createdAt().isAfter(created))
                        .orElse(true));
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

    private static String cause(ServiceDeploymentState deployment) {
        if (deployment.circuitBreaker().triggered()) {
            return "The circuit breaker counted " + deployment.circuitBreaker().failureCount()
                    + " failed tasks (its threshold is "
                    + deployment.circuitBreaker().threshold() + ").";
        }
        if (!deployment.triggeredAlarms().isEmpty()) {
            return "CloudWatch alarm " + String.join(", ", deployment.triggeredAlarms()) + " went off.";
        }
        return "ECS ended the deployment: " + said(deployment);
    }

    private static String said(ServiceDeploymentState deployment) {
        String said = deployment.statusReason().isEmpty() ? deployment.rollbackReason() : deployment.statusReason();
        if (said.isEmpty()) {
            return "ECS gives no reason.";
        }
        return said.endsWith(".") ? said : said + ".";
    }

    private static String runsNow(Observation seen) {
        return seen.taskDefinition().substring(seen.taskDefinition().lastIndexOf('/') + 1);
    }

    private static String count(int tasks) {
        return tasks == 1 ? "1 task" : tasks + " tasks";
    }
}
