package io.jenkins.plugins.ecsdeploy.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent.Progressed;
import io.jenkins.plugins.ecsdeploy.watch.state.DeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.RevisionState;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a poll saw of a deployment, reduced to what a person follows: the earlier revision against the new one. Not blue and
 * green: the target groups change sides with every deployment.
 *
 * @param moment its status is PENDING until ECS lists the deployment, and COMPLETED if none is in progress
 * @param earlierRevision {@code family:revision} of the only earlier one that has tasks; empty if there is none or several
 * @param freshRevision {@code family:revision}; empty until it is known
 */
public record Progress(Progressed moment, String earlierRevision, String freshRevision) {

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
        Progressed moment = new Progressed(
                seen.at(),
                deployment.status(),
                deployment.lifecycleStage(),
                movesTraffic(deployment.strategy().isEmpty() ? seen.strategy() : deployment.strategy()),
                deployment.sources().stream().mapToInt(RevisionState::running).sum(),
                deployment.sources().stream().mapToInt(RevisionState::requested).sum(),
                deployment.target().running(),
                deployment.target().requested(),
                percent(deployment.target().productionPercent()),
                percent(deployment.target().testPercent()));
        return new Progress(moment, others(seen, fresh), name(fresh));
    }

    private static Progress ofCounts(Observation seen) {
        List<DeploymentState> earlier = seen.deployments().stream()
                .filter(deployment -> !deployment.isPrimary())
                .toList();
        Optional<DeploymentState> fresh = seen.primary();
        boolean completed = fresh.filter(primary -> "COMPLETED".equals(primary.rolloutState()))
                .isPresent();
        Progressed moment = new Progressed(
                seen.at(),
                completed ? "COMPLETED" : "PENDING",
                "",
                movesTraffic(seen.strategy()),
                earlier.stream().mapToInt(DeploymentState::running).sum(),
                earlier.stream().mapToInt(DeploymentState::desired).sum(),
                fresh.map(DeploymentState::running).orElse(0),
                fresh.map(DeploymentState::desired).orElse(0),
                null,
                null);
        return new Progress(moment, others(seen, fresh), name(fresh));
    }

    private static String name(Optional<DeploymentState> deployment) {
        return deployment.map(own -> Arn.name(own.taskDefinition())).orElse("");
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

    @CheckForNull
    private static Double percent(OptionalDouble percent) {
        return percent.isPresent() ? percent.getAsDouble() : null;
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
}
