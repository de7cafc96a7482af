package io.jenkins.plugins.ecsdeploy.jenkins.step;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployments;
import io.jenkins.plugins.ecsdeploy.jenkins.build.NamedService;
import io.jenkins.plugins.ecsdeploy.jenkins.record.RecordedBuild;
import io.jenkins.plugins.ecsdeploy.operations.RollbackService;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.rollback.RollbackRequest;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code rollbackService} as Jenkins calls it: remembers what to follow, so that {@code awaitSteady} knows. */
final class RollbackServiceOperation implements StepOperation {

    private static final String STEP = StepNames.ROLLBACK_SERVICE;

    private final NamedService named;
    private final Optional<String> taskDefinition;
    private final boolean force;

    RollbackServiceOperation(NamedService named, Optional<String> taskDefinition, boolean force) {
        this.named = named;
        this.taskDefinition = taskDefinition;
        this.force = force;
    }

    @Override
    public boolean needsWorkspace() {
        return false;
    }

    @Override
    public Map<String, Object> run(StepRun run) throws IOException, InterruptedException {
        List<NamedService.Candidate> candidates = named.candidates(run, STEP);
        if (candidates.size() > 1) {
            throw new AbortException(
                    STEP + ": this build has updated " + candidates.size() + " services; name cluster and service.");
        }
        NamedService.Candidate meant = candidates.get(0);
        AwsConnections.log(List.of(meant.aws()), run, STEP);
        UpdatedService back = new RollbackService(
                        (planned, unanswered) -> BuildDeployments.attempting(
                                run.run(), new BuildDeployment(planned, OptionalInt.empty(), meant.aws(), unanswered)),
                        Sleeper.SYSTEM)
                .run(
                        new RollbackService.Request(
                                new AwsConnections().again(meant.aws(), run),
                                new RollbackRequest(
                                        meant.ref(),
                                        meant.own().flatMap(BuildDeployment::deployment),
                                        meant.own().map(BuildDeployment::previousTaskDefinition),
                                        taskDefinition,
                                        force),
                                meant.own().flatMap(BuildDeployment::unanswered)),
                        run);
        BuildDeployments.add(run.run(), new BuildDeployment(back, OptionalInt.empty(), meant.aws()));
        Optional<DeploymentId> own = meant.own().flatMap(BuildDeployment::deployment);
        if (own.isPresent() && own.equals(back.deployment())) { // stopped, so that ECS rolls it back
            BuildDeployments.rollbackAsked(run.run(), own.get(), STEP);
        }
        RecordedBuild.of(run.run()).updated(back, meant.aws());
        return UpdateServiceOperation.result(back);
    }

    @Override
    public Map<String, String> environment(Map<String, Object> result) {
        return UpdateServiceOperation.variables(result);
    }
}
