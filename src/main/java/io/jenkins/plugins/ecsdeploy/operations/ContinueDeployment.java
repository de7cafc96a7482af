package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.gate.GateAnswer;
import io.jenkins.plugins.ecsdeploy.gate.PausedDeployments;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code continueDeployment}: answers the pause hook that a deployment waits at. */
public final class ContinueDeployment {

    private static final String STEP = StepNames.CONTINUE_DEPLOYMENT;

    /**
     * A service whose deployment may be the paused one.
     *
     * @param own the deployment that this build started; empty for the one that is in progress
     */
    public record Candidate(AwsConnection connection, ServiceRef service, Optional<DeploymentId> own) {}

    /**
     * @param candidates at least one; of several, the only paused one is meant
     * @param hookId which hook, if several are waiting at once
     */
    public record Request(List<Candidate> candidates, Optional<String> hookId, GateAction action) {

        public Request {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * @param deployment the id that the build knows, else the service deployment's ARN
     * @param stage where the deployment was paused
     */
    public record Result(ServiceRef service, String deployment, String stage, String hookId, GateAction action) {}

    private final Sleeper sleeper;

    /** @param sleeper between two polls, and two tries */
    public ContinueDeployment(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /** @throws RequestException if of several candidates none, or more than one, is paused */
    public Result run(Request request, StepLog log) throws InterruptedException {
        Candidate meant = meant(request.candidates());
        try (AwsClients clients = new AwsClients(meant.connection())) {
            GateAnswer answered = new PausedDeployments(clients, sleeper)
                    .answer(meant.service(), meant.own(), request.hookId(), request.action());
            log.line(
                    STEP,
                    (request.action() == GateAction.CONTINUE ? "Continued" : "Rolling back") + " the deployment of "
                            + meant.service() + ", which was paused at " + answered.stage());
            return new Result(
                    meant.service(),
                    meant.own().map(DeploymentId::value).orElse(answered.deployment()),
                    answered.stage(),
                    answered.hookId(),
                    request.action());
        }
    }

    private Candidate meant(List<Candidate> candidates) {
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        List<Candidate> paused = candidates.stream().filter(this::isPaused).toList();
        if (paused.size() != 1) {
            String names = paused.stream()
                    .map(candidate -> candidate.service().service())
                    .collect(Collectors.joining(", "));
            throw new RequestException(
                    STEP,
                    "of the services that this build updated "
                            + (paused.isEmpty() ? "none is paused" : paused.size() + " are paused (" + names + ")")
                            + ": name cluster and service.");
        }
        return paused.get(0);
    }

    private boolean isPaused(Candidate candidate) {
        if (candidate.own().isEmpty()) {
            return false;
        }
        try (AwsClients clients = new AwsClients(candidate.connection())) {
            return new PausedDeployments(clients, sleeper)
                    .isPaused(candidate.service(), candidate.own().get());
        }
    }
}
