package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.gate.GateAnswer;
import io.jenkins.plugins.ecsdeploy.gate.PauseHookRemoval;
import io.jenkins.plugins.ecsdeploy.gate.PausedDeployments;
import io.jenkins.plugins.ecsdeploy.update.request.AddedPause;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.WatchListener;
import io.jenkins.plugins.ecsdeploy.watch.WatchRequest;
import io.jenkins.plugins.ecsdeploy.watch.WatchResult;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Waits for what an update started; answers the gates that it stops at, and takes the pause out of the service again. */
public final class DeploymentWait {

    private final BlockingWatch watch;
    private final PausedDeployments gates;
    private final PauseHookRemoval removal;

    public DeploymentWait(BlockingWatch watch, AwsClients clients) {
        this.watch = watch;
        gates = new PausedDeployments(clients);
        removal = new PauseHookRemoval(clients);
    }

    /** @throws InterruptedException when aborted; a deployment that has begun goes on */
    WatchResult await(DeployRequest request, UpdatedService updated, StepLog log, WatchListener listener)
            throws InterruptedException {
        WatchRequest toTheEnd = new WatchRequest(request.service(), updated.deployment(), request.timeout())
                .previousTaskDefinition(Optional.of(updated.previousTaskDefinition()));
        WatchResult watched;
        try {
            watched = request.gate().isPresent() && updated.deployment().isPresent()
                    ? throughGates(toTheEnd, request.gate().get().keeper(), log, listener)
                    : watch.await(toTheEnd, listener);
        } catch (EcsDeployException failed) {
            updated.deployment()
                    .ifPresent(id -> log.line(
                            StepNames.AWAIT_STEADY,
                            "No longer watched: deployment " + id + " of " + request.service()
                                    + " was left alone and goes on"));
            throw failed;
        } finally {
            updated.pause().ifPresent(pause -> takeOut(request.service(), updated, pause, log));
        }
        return updated.changed() ? watched : watched.ofUnchangedService();
    }

    /** The time that the keeper takes is not counted. A gate that was answered is not asked about again. */
    private WatchResult throughGates(WatchRequest toTheEnd, GateKeeper keeper, StepLog log, WatchListener listener)
            throws InterruptedException {
        Set<String> answered = new HashSet<>();
        WatchRequest next = toTheEnd.until(Until.PAUSED);
        while (true) {
            WatchResult seen = watch.await(next, listener);
            if (seen.outcome() != Outcome.PAUSED) {
                return seen;
            }
            Gate gate = seen.gate().orElseThrow();
            boolean isNew = answered.add(gate.hookId());
            if (isNew) {
                log.line(StepNames.AWAIT_STEADY, gate.describe());
                answer(toTheEnd, gate, keeper.decide(gate), log);
            }
            next = next.until(isNew ? Until.PAUSED : Until.COMPLETE).timeout(left(next.timeout(), seen.waited()));
        }
    }

    private void answer(WatchRequest watched, Gate gate, GateAction action, StepLog log) {
        GateAnswer answered = gates.answer(watched.service(), watched.deployment(), Optional.of(gate.hookId()), action);
        log.line(
                StepNames.CONTINUE_DEPLOYMENT,
                "Answered the gate at " + answered.stage() + " of the " + watched.service() + ": " + action.word());
    }

    private static Duration left(Duration timeout, Duration waited) {
        Duration left = timeout.minus(waited);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void takeOut(ServiceRef service, UpdatedService updated, AddedPause pause, StepLog log) {
        String still = "The pause is still set in the deploymentConfiguration of the " + service
                + "; the next update by updateService takes it out. ";
        try {
            switch (removal.remove(service, updated.deployment(), pause)) {
                case REMOVED -> log.line(StepNames.UPDATE_SERVICE, "Took the pause out of the " + service + " again");
                case IN_PROGRESS ->
                    log.line(StepNames.UPDATE_SERVICE, still + "The deployment goes on and may stop at it.");
                case NOT_THERE -> {}
            }
        } catch (EcsDeployException failed) {
            log.line(StepNames.UPDATE_SERVICE, still + failed.getMessage());
        }
    }
}
