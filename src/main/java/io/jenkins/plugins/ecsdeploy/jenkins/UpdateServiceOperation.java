package io.jenkins.plugins.ecsdeploy.jenkins;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.service.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.service.ServiceUpdater;
import io.jenkins.plugins.ecsdeploy.service.Strategy;
import io.jenkins.plugins.ecsdeploy.service.UpdatedService;
import io.jenkins.plugins.ecsdeploy.steady.DeploymentId;
import io.jenkins.plugins.ecsdeploy.steady.ServiceRef;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Updates the service and remembers the deployment, so that {@code awaitSteady} knows what to wait for. */
final class UpdateServiceOperation implements Operation {

    private static final String STEP = UpdateServiceStep.DescriptorImpl.NAME;

    private final AwsSettings aws;
    private final String cluster;
    private final String service;
    private final Optional<String> taskDefinition;
    private final Integer desiredCount;
    private final Optional<Strategy> strategy;
    private final boolean forceNewDeployment;

    /** @param desiredCount null to leave it */
    UpdateServiceOperation(
            AwsSettings aws,
            String cluster,
            String service,
            Optional<String> taskDefinition,
            Integer desiredCount,
            Optional<Strategy> strategy,
            boolean forceNewDeployment) {
        this.aws = aws;
        this.cluster = cluster;
        this.service = service;
        this.taskDefinition = taskDefinition;
        this.desiredCount = desiredCount;
        this.strategy = strategy;
        this.forceNewDeployment = forceNewDeployment;
    }

    @Override
    public boolean needsWorkspace() {
        return false;
    }

    @Override
    public Map<String, Object> run(StepRun run) throws IOException {
        AwsConnections connections = new AwsConnections();
        ServiceRef ref = new ServiceRef(connections.cluster(cluster, aws, run, STEP), service);
        try (AwsClients clients = connections.open(aws, run)) {
            UpdatedService updated = new ServiceUpdater(clients)
                    .update(new ServiceUpdate(
                            ref,
                            taskDefinition,
                            desiredCount == null ? OptionalInt.empty() : OptionalInt.of(desiredCount),
                            strategy,
                            forceNewDeployment));
            tell(updated, run);
            BuildDeployments.of(run.run()).add(new BuildDeployment(ref, updated.deployment(), updated.changed(), aws));
            return result(updated);
        }
    }

    private static void tell(UpdatedService updated, StepRun run) {
        if (!updated.changed()) {
            run.line(STEP, "Unchanged: " + updated.service() + " is set to run this already");
        }
        updated.changes().forEach(change -> run.line(STEP, "Change: " + change));
        updated.deployment().ifPresent(id -> run.line(STEP, "Started deployment " + id));
    }

    private static Map<String, Object> result(UpdatedService updated) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("cluster", updated.service().cluster());
        result.put("service", updated.service().service());
        result.put("deployment", updated.deployment().map(DeploymentId::value).orElse(null));
        result.put("previousTaskDefinition", updated.previousTaskDefinition());
        result.put("changed", updated.changed());
        return result;
    }

    @Override
    public Map<String, String> environment(Map<String, Object> result) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("ECS_PREVIOUS_TASK_DEFINITION_ARN", (String) result.get("previousTaskDefinition"));
        if (result.get("deployment") != null) {
            variables.put("ECS_DEPLOYMENT_ID", (String) result.get("deployment"));
        }
        return variables;
    }
}
