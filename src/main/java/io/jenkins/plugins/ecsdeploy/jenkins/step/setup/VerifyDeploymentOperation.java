package io.jenkins.plugins.ecsdeploy.jenkins.step.setup;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.StepAws;
import io.jenkins.plugins.ecsdeploy.jenkins.build.NamedService;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.setup.VerifyDeployment;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClients;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code verifyDeployment} as Jenkins calls it. */
final class VerifyDeploymentOperation implements StepOperation {

    private static final String STEP = StepNames.VERIFY_DEPLOYMENT;

    private final NamedService named;
    private final Optional<String> taskDefinition;
    private final Optional<Strategy> strategy;
    private final boolean failsOnFaults;

    VerifyDeploymentOperation(
            NamedService named, Optional<String> taskDefinition, Optional<Strategy> strategy, boolean failsOnFaults) {
        this.named = named;
        this.taskDefinition = taskDefinition;
        this.strategy = strategy;
        this.failsOnFaults = failsOnFaults;
    }

    @Override
    public boolean needsWorkspace() {
        return false;
    }

    @Override
    public Map<String, Object> run(StepRun run) throws IOException, InterruptedException {
        StepAws called = new AwsConnections().of(named.aws(), run, STEP);
        ServiceRef service =
                new ServiceRef(called.cluster(named.cluster(), STEP), Text.required(named.service(), "service", STEP));
        VerifyDeployment.Result result = new VerifyDeployment(
                        RegistryClients.overHttp(Retries.standard()), Clock.systemUTC(), Sleeper.SYSTEM)
                .run(VerifyDeployment.Request.of(called.connection(), service, taskDefinition, strategy), run);
        if (failsOnFaults) {
            result.requireFaultless();
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("faults", new ArrayList<>(result.faults()));
        answer.put("warnings", new ArrayList<>(result.warnings()));
        return answer;
    }

    @Override
    public Map<String, String> environment(Map<String, Object> result) {
        return Map.of();
    }
}
