package io.jenkins.plugins.ecsdeploy.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.StepAws;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployments;
import io.jenkins.plugins.ecsdeploy.jenkins.build.PauseHookCleanup;
import io.jenkins.plugins.ecsdeploy.jenkins.record.RecordedBuild;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.UpdateService;
import io.jenkins.plugins.ecsdeploy.operations.setup.VerifyDeployment;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClients;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** {@code updateService} as Jenkins calls it: remembers the deployment, so that {@code awaitSteady} knows it. */
final class UpdateServiceOperation implements StepOperation {

    private static final String STEP = StepNames.UPDATE_SERVICE;

    private final AwsSettings aws;
    private final @CheckForNull String cluster;
    private final String service;
    private final UnaryOperator<ServiceUpdate> settings;
    private final boolean verify;
    private final boolean dryRun;

    /**
     * @param settings adds what was named to an update that changes nothing yet
     * @param verify whether to run {@code verifyDeployment} first, and to fail on its faults
     * @param dryRun whether to log only what would be changed
     */
    UpdateServiceOperation(
            AwsSettings aws,
            @CheckForNull String cluster,
            String service,
            UnaryOperator<ServiceUpdate> settings,
            boolean verify,
            boolean dryRun) {
        this.aws = aws;
        this.cluster = cluster;
        this.service = service;
        this.settings = settings;
        this.verify = verify;
        this.dryRun = dryRun;
    }

    @Override
    public boolean needsWorkspace() {
        return false;
    }

    @Override
    public Map<String, Object> run(StepRun run) throws IOException, InterruptedException {
        StepAws called = new AwsConnections().of(aws, run, STEP);
        ServiceRef ref = new ServiceRef(called.cluster(cluster, STEP), service);
        ServiceUpdate asked = settings.apply(ServiceUpdate.of(ref));
        ServiceUpdate update = asked.pause(asked.pause().map(pause -> pause.by(label(run))));
        if (verify) {
            new VerifyDeployment(RegistryClients.overHttp(Retries.standard()), Clock.systemUTC(), Sleeper.SYSTEM)
                    .run(
                            VerifyDeployment.Request.of(
                                    called.connection(), ref, update.taskDefinition(), update.strategy()),
                            run)
                    .requireFaultless();
        }
        UpdatedService updated = new UpdateService(
                        PauseHookCleanup.get().recorder(run, called.known()),
                        (planned, unanswered) -> BuildDeployments.attempting(
                                run.run(),
                                new BuildDeployment(planned, update.desiredCount(), called.known(), unanswered)),
                        Sleeper.SYSTEM)
                .run(new UpdateService.Request(called.connection(), update, dryRun), run);
        if (!dryRun) {
            BuildDeployment own = new BuildDeployment(updated, update.desiredCount(), called.known());
            BuildDeployments.add(run.run(), own);
            RecordedBuild.of(run.run()).updated(updated, own.aws());
        }
        return result(updated);
    }

    /** Names the build in the pause hook, so that a leftover can be attributed. */
    private static String label(StepRun run) {
        return run.run().getParent().getFullName() + " #" + run.run().getNumber();
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
