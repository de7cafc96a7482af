package io.jenkins.plugins.ecsdeploy.watch.judge;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.TaskSetState;
import java.util.Optional;

/**
 * Decides from one observation whether a deployment that CodeDeploy carries out has ended, and how. A pure function.
 * CodeDeploy rolls back with a deployment of its own, whose status is {@link ServiceDeploymentState#rollbackStatus}.
 */
final class CodeDeployJudge {

    private CodeDeployJudge() {}

    /** @return empty while the deployment, or the one that rolls it back, is in progress */
    static Optional<Verdict> judge(DeploymentId followed, Observation seen) {
        return seen.serviceDeployment().flatMap(deployment -> switch (deployment.status()) {
            case "Succeeded" -> succeeded(followed, seen, deployment);
            case "Failed", "Stopped" -> ended(seen, deployment);
            default -> Optional.empty(); // Created, Queued, InProgress, Ready, Baking, and unknown ones
        });
    }

    /**
     * CodeDeploy's word alone does not do: it does not look at the tasks' health (containers-roadmap #1941). Targets are
     * looked at afterwards, see {@code SuccessCheck}.
     */
    private static Optional<Verdict> succeeded(
            DeploymentId followed, Observation seen, ServiceDeploymentState deployment) {
        Optional<TaskSetState> primary = seen.service().primaryTaskSet();
        if (primary.isEmpty()) {
            return Optional.empty(); // such a service has one, so the answer is not of this moment
        }
        if (Optional.of(followed).equals(primary.get().creator())) {
            return primary.filter(set -> set.running() >= set.desired()).map(set -> runs(set, seen));
        }
        boolean isLater = deployment
                .createdAt()
                .map(created -> primary.get().createdAt().isAfter(created))
                .orElse(true);
        return isLater
                ? Optional.of(new Verdict(
                        Outcome.SUCCEEDED,
                        "The deployment completed. Since then " + primary.get().familyRevision() + " has taken over."))
                : Optional.empty();
    }

    private static Verdict runs(TaskSetState primary, Observation seen) {
        String revision = primary.familyRevision();
        return new Verdict(
                Outcome.SUCCEEDED,
                seen.desired() == 0
                        ? Phrases.runsNoTask(revision)
                        : revision + " runs with " + Phrases.tasks(primary.running()) + "."
                                + Phrases.leftOver(seen, false));
    }

    private static Optional<Verdict> ended(Observation seen, ServiceDeploymentState deployment) {
        String why = deployment.statusReason().isEmpty()
                ? "CodeDeploy gives no reason."
                : Phrases.sentence(deployment.statusReason());
        String now = Arn.name(seen.taskDefinition());
        return switch (deployment.rollbackStatus()) {
            case "" ->
                Optional.of(
                        isStop(deployment)
                                ? new Verdict(
                                        Outcome.STOPPED,
                                        "The deployment was stopped without a rollback: " + why + " " + now
                                                + " runs now.")
                                : new Verdict(
                                        Outcome.FAILED,
                                        Phrases.ENDED_BY_CODE_DEPLOY + why + " Nothing was rolled back."
                                                + Phrases.leftOver(seen, false)));
            case "Succeeded" ->
                Optional.of(new Verdict(
                        Outcome.ROLLED_BACK,
                        (isStop(deployment) ? Phrases.STOPPED_BY_OTHERS : Phrases.ENDED_BY_CODE_DEPLOY)
                                + why + " CodeDeploy rolled back to " + now + " (deployment "
                                + deployment.rollbackReason() + ")."));
            case "Failed", "Stopped" ->
                Optional.of(new Verdict(
                        Outcome.FAILED,
                        Phrases.ENDED_BY_CODE_DEPLOY + why + " The rollback (deployment " + deployment.rollbackReason()
                                + ") failed too, so the service may be degraded."));
            default -> Optional.empty();
        };
    }

    private static boolean isStop(ServiceDeploymentState deployment) {
        return "Stopped".equals(deployment.status()) && !deployment.wasStoppedByAlarm();
    }
}
