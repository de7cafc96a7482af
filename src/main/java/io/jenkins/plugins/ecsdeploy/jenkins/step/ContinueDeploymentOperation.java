package io.jenkins.plugins.ecsdeploy.jenkins.step;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployments;
import io.jenkins.plugins.ecsdeploy.jenkins.build.NamedService;
import io.jenkins.plugins.ecsdeploy.jenkins.record.RecordedBuild;
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
        List<NamedService.Candidate> found = named.candidates(run, StepNames.CONTINUE_DEPLOYMENT);
        ContinueDeployment.Result answered = new ContinueDeployment(Sleeper.SYSTEM)
                .run(new ContinueDeployment.Request(candidates(found, run), hookId, action), run);
        found.stream()
                .filter(candidate -> candidate.ref().equals(answered.service()))
                .findFirst()
                .ifPresent(meant -> remember(answered, meant, run));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("action", answered.action().word());
        result.put("deployment", answered.deployment());
        result.put("cluster", answered.service().cluster());
        result.put("service", answered.service().service());
        result.put("stage", answered.stage());
        result.put("hookId", answered.hookId());
        return result;
    }

    private static void remember(ContinueDeployment.Result answered, NamedService.Candidate meant, StepRun run) {
        if (answered.action() == GateAction.ROLLBACK) {
            meant.own()
                    .flatMap(BuildDeployment::deployment)
                    .ifPresent(own -> BuildDeployments.rollbackAsked(run.run(), own, StepNames.CONTINUE_DEPLOYMENT));
        }
        RecordedBuild.of(run.run())
                .answered(
                        answered.service(),
                        meant.aws(),
                        answered.stage(),
                        answered.action().word(),
                        run.approver());
    }

    private static List<ContinueDeployment.Candidate> candidates(List<NamedService.Candidate> found, StepRun run)
            throws AbortException {
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
