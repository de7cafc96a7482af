package io.jenkins.plugins.ecsdeploy.report;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.watch.state.DeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.RevisionState;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One moment of a deployment, reduced to what a person follows: the earlier revision against the new one. Not blue and green:
 * the target groups change sides with every deployment.
 *
 * @param status ECS's word, such as IN_PROGRESS; PENDING until ECS lists the deployment; COMPLETED if none is in progress
 * @param stage ECS's lifecycle stage; empty for rolling deployments
 * @param earlierRevision {@code family:revision} of the only earlier one that has tasks; empty if there is none or several
 * @param freshRevision {@code family:revision}; empty until it is known
 * @param blueGreen whether traffic moves between two sets of tasks; otherwise tasks are replaced few by few
 * @param productionPercent share of the production traffic that the new revision has; empty if ECS moves no traffic
 * @param testPercent share of the test traffic that the new revision has
 */
public record Progress(
        Instant at,
        String status,
        String stage,
        String earlierRevision,
        String freshRevision,
        boolean blueGreen,
        TaskCount earlier,
        TaskCount fresh,
        OptionalDouble productionPercent,
        OptionalDouble testPercent) {

    private static final int LONGEST_NAME = 30;

    /** The moment that a poll has seen. */
    public static Progress of(Observation seen) {
        return seen.serviceDeployment()
                .map(deployment -> ofDeployment(seen, deployment))
                .orElseGet(() -> ofCounts(seen));
    }

    private static Progress ofDeployment(Observation seen, ServiceDeploymentState deployment) {
        Optional<DeploymentState> fresh = deployment
                .deployment()
                .filter(id -> !id.isCodeDeploy())
                .map(seen::deployment) // not the PRIMARY: a rollback makes that the earlier one
                .orElseGet(seen::primary);
        TaskCount earlier = deployment.sources().stream().map(Progress::count).reduce(TaskCount.NONE, TaskCount::plus);
        return new Progress(
                seen.at(),
                deployment.status(),
                deployment.lifecycleStage(),
                others(seen, fresh),
                fresh.map(own -> Arn.name(own.taskDefinition())).orElse(""),
                movesTraffic(deployment.strategy().isEmpty() ? seen.strategy() : deployment.strategy()),
                earlier,
                count(deployment.target()),
                deployment.target().productionPercent(),
                deployment.target().testPercent());
    }

    private static Progress ofCounts(Observation seen) {
        TaskCount earlier = seen.deployments().stream()
                .filter(deployment -> !deployment.isPrimary())
                .map(Progress::count)
                .reduce(TaskCount.NONE, TaskCount::plus);
        TaskCount fresh = seen.primary().map(Progress::count).orElse(TaskCount.NONE);
        boolean completed = seen.primary()
                .filter(primary -> "COMPLETED".equals(primary.rolloutState()))
                .isPresent();
        return new Progress(
                seen.at(),
                completed ? "COMPLETED" : "PENDING",
                "",
                others(seen, seen.primary()),
                seen.primary().map(own -> Arn.name(own.taskDefinition())).orElse(""),
                movesTraffic(seen.strategy()),
                earlier,
                fresh,
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static String others(Observation seen, Optional<DeploymentState> fresh) {
        List<String> names = seen.deployments().stream()
                .filter(deployment -> !Optional.of(deployment).equals(fresh))
                .map(deployment -> Arn.name(deployment.taskDefinition()))
                .distinct()
                .toList();
        return names.size() == 1 ? names.get(0) : "";
    }

    private static boolean movesTraffic(String strategy) {
        return !strategy.isEmpty() && !"ROLLING".equals(strategy);
    }

    private static TaskCount count(RevisionState revision) {
        return new TaskCount(revision.running(), revision.requested());
    }

    private static TaskCount count(DeploymentState deployment) {
        return new TaskCount(deployment.running(), deployment.desired());
    }

    /** The stage, or the status if there is no stage or the deployment no longer moves forward. */
    public String phase() {
        return stage.isEmpty() || !"IN_PROGRESS".equals(status) ? status : stage;
    }

    /** {@code old webshop:1}. */
    public String earlierName() {
        return named("old", earlierRevision);
    }

    /** {@code new webshop:2}. */
    public String freshName() {
        return named("new", freshRevision);
    }

    /** A name that is too long for a line of a log keeps its end, which has the revision's number. */
    private static String named(String which, String revision) {
        int length = revision.length();
        return which
                + (revision.isEmpty() ? "" : " ")
                + (length <= LONGEST_NAME ? revision : "…" + revision.substring(length - LONGEST_NAME));
    }

    /** Whether a log that has the other moment needs no line for this one. */
    public boolean looksLike(Progress other) {
        return status.equals(other.status)
                && stage.equals(other.stage)
                && earlier.equals(other.earlier)
                && fresh.equals(other.fresh)
                && productionPercent.equals(other.productionPercent)
                && testPercent.equals(other.testPercent);
    }
}
