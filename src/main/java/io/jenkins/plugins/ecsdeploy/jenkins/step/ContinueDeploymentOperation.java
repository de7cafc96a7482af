package io.jenkins.plugins.ecsdeploy.jenkins.step;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.jenkins.build.NamedService;
import io.jenkins.plugins.ecsdeploy.operations.ContinueDeployment;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code continueDeployment} as Jenkins calls it. */
final class ContinueDeploymentOperation implements StepOperation {

    private final NamedService named;
    private final Optional<String> hookId;
    private final GateAction action;

    ContinueDeploymentOperation(NamedService named, Optional<String> hookId, GateAction action) {
        this.named = named;
        this.hookId = hookId;
        this.action = action;
    }

    @Override
    public boolean needsWorkspace() {
        return false;
    }

    @Override
    public Map<String, Object> run(StepRun run) throws AbortException, InterruptedException {
        ContinueDeployment.Result answered =
                new ContinueDeployment().run(new ContinueDeployment.Request(candidates(run), hookId, action), run);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("action", answered.action().word());
        result.put("deployment", answered.deployment());
        result.put("cluster", answered.service().cluster());
        result.put("service", answered.service().service());
        result.put("stage", answered.stage());
        result.put("hookId", answered.hookId());
        return result;
    }

    private List<ContinueDeployment.Candidate> candidates(StepRun run) throws AbortException {
        List<NamedService.Candidate> found = named.candidates(run, StepNames.CONTINUE_DEPLOYMENT);
        AwsConnections.log(
                found.stream().map(NamedService.Candidate::aws).toList(), run, StepNames.CONTINUE_DEPLOYMENT);
        List<ContinueDeployment.Candidate> candidates = new ArrayList<>();
        for (NamedService.Candidate candidate : found) {
            candidates.add(new ContinueDeployment.Candidate(
                    new AwsConnections().again(candidate.aws(), run),
                    candidate.ref(),
                    candidate.own().flatMap(BuildDeployment::deployment)));
        }
        return candidates;
    }

    @Override
    public Map<String, String> environment(Map<String, Object> result) {
        return Map.of();
    }
}
