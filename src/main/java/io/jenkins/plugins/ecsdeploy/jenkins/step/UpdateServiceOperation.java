package io.jenkins.plugins.ecsdeploy.jenkins.step;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployments;
import io.jenkins.plugins.ecsdeploy.jenkins.build.PauseHookCleanup;
import io.jenkins.plugins.ecsdeploy.jenkins.build.PendingPause;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.update.ServiceUpdater;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Updates the service and remembers the deployment, so that {@code awaitSteady} knows what to wait for. */
final class UpdateServiceOperation implements StepOperation {

    private static final String STEP = StepNames.UPDATE_SERVICE;

    private final AwsSettings aws;
    private final String cluster;
    private final String service;
    private final UnaryOperator<ServiceUpdate> settings;
    private final boolean dryRun;

    /**
     * @param settings puts what was named into an update that changes nothing yet
     * @param dryRun to tell only what would be changed
     */
    UpdateServiceOperation(
            AwsSettings aws, String cluster, String service, UnaryOperator<ServiceUpdate> settings, boolean dryRun) {
        this.aws = aws;
        this.cluster = cluster;
        this.service = service;
        this.settings = settings;
        this.dryRun = dryRun;
    }

    @Override
    public boolean needsWorkspace() {
        return false;
    }

    @Override
    public Map<String, Object> run(StepRun run) throws IOException, InterruptedException {
        AwsConnections connections = new AwsConnections();
        ServiceRef ref = new ServiceRef(connections.cluster(cluster, aws, run, STEP), service);
        ServiceUpdate asked = settings.apply(ServiceUpdate.of(ref));
        ServiceUpdate update = asked.pause(asked.pause().map(pause -> pause.by(label(run))));
        try (AwsClients clients = connections.open(aws, run)) {
            ServiceUpdater updater = new ServiceUpdater(clients);
            if (dryRun) {
                UpdatedService would = updater.check(update);
                tell(would, "Would change: ", run);
                run.line(STEP, "Dry run: nothing was changed");
                return result(would);
            }
            UpdatedService updated = update(updater, update, run, aws.in(clients.region()));
            tell(updated, "Change: ", run);
            BuildDeployments.add(
                    run.run(),
                    new BuildDeployment(
                            updated, update.desiredCount(), aws.in(clients.region()), connections.resolved(aws, run)));
            return result(updated);
        }
    }

    private static UpdatedService update(ServiceUpdater updater, ServiceUpdate update, StepRun run, AwsSettings there)
            throws InterruptedException {
        PendingPause[] pause = new PendingPause[1];
        UpdatedService updated = updater.update(
                update, added -> pause[0] = PauseHookCleanup.get().add(run.run(), update.service(), there, added));
        if (pause[0] != null) {
            updated.deployment().ifPresent(deployment -> PauseHookCleanup.get().started(pause[0], deployment));
        }
        return updated;
    }

    /** The build, as its leftover hook would name it. */
    private static String label(StepRun run) {
        return run.run().getParent().getFullName() + " #" + run.run().getNumber();
    }

    private static void tell(UpdatedService updated, String change, StepRun run) {
        if (!updated.changed()) {
            run.line(STEP, "Unchanged: " + updated.service() + " is set to run this already");
        }
        updated.notices().forEach(notice -> run.line(STEP, notice));
        updated.changes().forEach(line -> run.line(STEP, change + line));
        updated.deployment().ifPresent(id -> run.line(STEP, "Started deployment " + id));
    }

    static Map<String, Object> result(UpdatedService updated) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("cluster", updated.service().cluster());
        result.put("service", updated.service().service());
        result.put("deployment", updated.deployment().map(DeploymentId::value).orElse(null));
        result.put("previousTaskDefinition", updated.previousTaskDefinition());
        result.put("changed", updated.changed());
        result.put("changes", new ArrayList<>(updated.changes()));
        return result;
    }

    @Override
    public Map<String, String> environment(Map<String, Object> result) {
        return variables(result);
    }

    static Map<String, String> variables(Map<String, Object> result) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("ECS_PREVIOUS_TASK_DEFINITION_ARN", (String) result.get("previousTaskDefinition"));
        if (result.get("deployment") != null) {
            variables.put("ECS_DEPLOYMENT_ID", (String) result.get("deployment"));
        }
        return variables;
    }
}
