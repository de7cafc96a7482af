package io.jenkins.plugins.ecsdeploy.jenkins.step;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployments;
import io.jenkins.plugins.ecsdeploy.jenkins.build.NamedService;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.rollback.RollbackRequest;
import io.jenkins.plugins.ecsdeploy.rollback.ServiceRollback;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Asks for the rollback and remembers what to follow, so that {@code awaitSteady} knows. */
final class RollbackServiceOperation implements StepOperation {

    private static final String STEP = StepNames.ROLLBACK_SERVICE;

    private final NamedService named;
    private final Optional<String> taskDefinition;

    RollbackServiceOperation(NamedService named, Optional<String> taskDefinition) {
        this.named = named;
        this.taskDefinition = taskDefinition;
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
        try (AwsClients clients = new AwsConnections().open(meant.aws(), run)) {
            UpdatedService back = new ServiceRollback(clients)
                    .rollBack(new RollbackRequest(
                            meant.ref(),
                            meant.own().flatMap(BuildDeployment::deployment),
                            meant.own().flatMap(BuildDeployment::previousTaskDefinition),
                            taskDefinition));
            if (!back.changed()) {
                run.line(STEP, "Unchanged: " + back.service() + " is set to run this already");
            }
            back.notices().forEach(notice -> run.line(STEP, notice));
            back.changes().forEach(change -> run.line(STEP, "Change: " + change));
            back.deployment().ifPresent(id -> run.line(STEP, "awaitSteady follows deployment " + id));
            BuildDeployments.add(
                    run.run(),
                    new BuildDeployment(
                            back,
                            OptionalInt.empty(),
                            meant.aws().in(clients.region()),
                            new AwsConnections().resolved(meant.aws(), run)));
            return UpdateServiceOperation.result(back);
        }
    }

    @Override
    public Map<String, String> environment(Map<String, Object> result) {
        return UpdateServiceOperation.variables(result);
    }
}
