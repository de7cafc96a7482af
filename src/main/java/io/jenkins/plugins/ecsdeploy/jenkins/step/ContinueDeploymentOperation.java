package io.jenkins.plugins.ecsdeploy.jenkins.step;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.gate.Gates;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.jenkins.build.NamedService;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers the one open gate that is meant. */
final class ContinueDeploymentOperation implements StepOperation {

    private static final String STEP = StepNames.CONTINUE_DEPLOYMENT;

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
    public Map<String, Object> run(StepRun run) throws IOException {
        NamedService.Candidate meant = meant(named.candidates(run, STEP), run);
        try (AwsClients clients = new AwsConnections().open(meant.aws(), run)) {
            Gates.Answered answered = new Gates(clients).answer(meant.ref(), deployment(meant), hookId, action);
            run.line(
                    STEP,
                    (action == GateAction.CONTINUE ? "Continued" : "Rolling back") + " the deployment of the "
                            + meant.ref() + ", which was paused at " + answered.stage());
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("action", action.word());
            result.put("deployment", deployment(meant).map(DeploymentId::value).orElse(answered.deployment()));
            result.put("cluster", meant.ref().cluster());
            result.put("service", meant.ref().service());
            result.put("stage", answered.stage());
            result.put("hookId", answered.hookId());
            return result;
        }
    }

    private static Optional<DeploymentId> deployment(NamedService.Candidate candidate) {
        return candidate.own().flatMap(BuildDeployment::deployment);
    }

    /** Of several that the build updated, the one that stands at a gate. */
    private static NamedService.Candidate meant(List<NamedService.Candidate> candidates, StepRun run)
            throws AbortException {
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        List<NamedService.Candidate> open = new ArrayList<>();
        for (NamedService.Candidate candidate : candidates) {
            Optional<DeploymentId> deployment = deployment(candidate);
            if (deployment.isPresent()) {
                try (AwsClients clients = new AwsConnections().open(candidate.aws(), run)) {
                    if (new Gates(clients).isOpen(candidate.ref(), deployment.get())) {
                        open.add(candidate);
                    }
                }
            }
        }
        if (open.size() != 1) {
            throw new AbortException(STEP + ": of the services that this build updated "
                    + (open.isEmpty() ? "none stands" : open.size() + " stand") + " at a gate"
                    + open.stream()
                            .map(candidate -> candidate.ref().service())
                            .collect(Collectors.joining(", ", open.isEmpty() ? "" : " (", open.isEmpty() ? "" : ")"))
                    + ": name cluster and service.");
        }
        return open.get(0);
    }

    @Override
    public Map<String, String> environment(Map<String, Object> result) {
        return Map.of();
    }
}
