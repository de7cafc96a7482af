package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.aws.SessionEnd;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.StepThreads;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.operations.FailureRollback;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.report.DeploymentLog;
import io.jenkins.plugins.ecsdeploy.report.Progress;
import io.jenkins.plugins.ecsdeploy.report.TrafficBar;
import io.jenkins.plugins.ecsdeploy.rollback.DeploymentRollback;
import io.jenkins.plugins.ecsdeploy.rollback.ServiceRollback;
import io.jenkins.plugins.ecsdeploy.watch.Poller;
import io.jenkins.plugins.ecsdeploy.watch.ReportedEvents;
import io.jenkins.plugins.ecsdeploy.watch.WatchEndListener;
import io.jenkins.plugins.ecsdeploy.watch.WatchListener;
import io.jenkins.plugins.ecsdeploy.watch.WatchRequest;
import io.jenkins.plugins.ecsdeploy.watch.WatchResult;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * One service that is waited for. What a wait needs after a restart of the controller is kept: whom to ask, which
 * deployment, until when, which events were told. Credentials are found anew then.
 */
public final class SteadyWait implements Serializable {

    private static final long serialVersionUID = 2L;

    /** For the deployment that brings an earlier task definition back: the wait's own time may be over. */
    private static final Duration LONGEST_ROLLBACK = Duration.ofMinutes(30);

    private final ServiceRef service;
    private final AwsSettings aws;
    private final boolean changed;
    private final Integer desiredCount;
    private final String until;
    private final boolean failFast;
    private final long deadlineMillis;
    private final ReportedEvents told;
    private DeploymentId deployment;
    private String deploymentArn;
    private Outcome outcome;
    private String reason;

    /** Why it could not be waited for to the end; null where nothing was in the way. */
    private String broken;

    private String stage = "";
    private LinkedHashMap<String, String> gate;
    private long durationSeconds;
    private final String previousTaskDefinition;
    private final boolean rollBackOnFailure;
    private DeploymentId rollback;
    private String whyFailed;
    private transient volatile String phase;
    private transient Poller.Ticket ticket;
    private transient WaitChange change;
    private transient boolean unsaved;

    /** Hears of a wait: called by the poller, so it must not take long. */
    public interface WaitChange {

        /** Something has changed that a wait after a restart must know. */
        void unsaved();

        /** This wait has its outcome. */
        void ended();

        /** Something of ours broke. */
        void failed(RuntimeException why);
    }

    /** What a step says of all its services. */
    public record Terms(Until until, boolean failFast, boolean rollBackOnFailure, Instant deadline) {}

    /** A service about whose update by this build nothing is known: what goes on at the first look is followed. */
    public SteadyWait(ServiceRef service, AwsSettings aws, Terms terms) {
        this(service, null, true, null, null, new ReportedEvents(), aws, terms);
    }

    /** A service that this build has updated. */
    public SteadyWait(BuildDeployment known, AwsSettings aws, Terms terms) {
        this(
                known.service(),
                known.deployment().orElse(null),
                known.changed(),
                known.desiredCount(),
                known.previousTaskDefinition().orElse(null),
                known.told(),
                aws,
                terms);
    }

    private SteadyWait(
            ServiceRef service,
            DeploymentId deployment,
            boolean changed,
            Integer desiredCount,
            String previousTaskDefinition,
            ReportedEvents told,
            AwsSettings aws,
            Terms terms) {
        this.service = service;
        this.deployment = deployment;
        this.changed = changed;
        this.desiredCount = desiredCount;
        this.previousTaskDefinition = previousTaskDefinition;
        this.told = told;
        this.rollBackOnFailure = terms.rollBackOnFailure();
        this.aws = aws;
        this.until = terms.until().word();
        this.failFast = terms.failFast();
        this.deadlineMillis = terms.deadline().toEpochMilli();
    }

    ServiceRef service() {
        return service;
    }

    /** What is or was followed; empty where only the counts are. */
    synchronized Optional<DeploymentId> deployment() {
        return Optional.ofNullable(deployment);
    }

    ReportedEvents told() {
        return told;
    }

    synchronized boolean hasEnded() {
        return outcome != null || broken != null;
    }

    /** Whether it ended without an outcome, because AWS could not be asked. */
    synchronized boolean isBroken() {
        return broken != null;
    }

    AwsSettings aws() {
        return aws;
    }

    synchronized Outcome outcome() {
        return outcome;
    }

    /** {@code ROLLED_BACK: …}, with the service in front. */
    synchronized String summary() {
        return service.service() + ": " + (isBroken() ? broken : outcome + ": " + reason);
    }

    /** Why it is broken, without the service. */
    synchronized String whyBroken() {
        return broken;
    }

    /** Whether something has changed since this was asked last that a wait after a restart must know. */
    synchronized boolean takeChange() {
        boolean had = unsaved;
        unsaved = false;
        return had;
    }

    /** For {@code getStatus()}: never blocks. */
    String phase() {
        return service.service() + " " + (phase == null ? "" : phase);
    }

    /** Begins to wait, or goes on after a restart; does nothing where it has ended. */
    synchronized void begin(Poller poller, StepRun run, WaitChange hearer) throws AbortException {
        if (hasEnded()) {
            return;
        }
        change = hearer;
        if (whyFailed != null && rollback == null) { // a restart came between the failure and the rollback
            StepThreads.run(() -> rollBackAfterFailure(poller, run));
            return;
        }
        AwsConnection connection = new AwsConnections().connection(aws, run);
        SessionEnd.warning(connection, run.environment(), Instant.ofEpochMilli(deadlineMillis))
                .ifPresent(line -> run.line(StepNames.AWAIT_STEADY, line));
        ticket = poller.add(
                connection,
                request(),
                WatchListener.all(
                        new DeploymentLog(line -> run.line(StepNames.AWAIT_STEADY, line), TrafficBar.ascii()),
                        new Memory(run)),
                new End(poller, run));
    }

    private WatchRequest request() {
        Duration left = Duration.between(Instant.now(), Instant.ofEpochMilli(deadlineMillis));
        return rollback == null
                ? new WatchRequest(
                        service,
                        Optional.ofNullable(deployment),
                        left.isNegative() ? Duration.ZERO : left,
                        new Until(until),
                        desiredCount == null ? OptionalInt.empty() : OptionalInt.of(desiredCount),
                        failFast,
                        told,
                        Optional.ofNullable(previousTaskDefinition))
                : new WatchRequest(service, Optional.of(rollback), LONGEST_ROLLBACK).continuing(told);
    }

    /** Ends the wait without an outcome of its own. */
    synchronized void cancel() {
        if (ticket != null) {
            ticket.cancel();
            ticket = null;
        }
        change = null;
    }

    /** @return whether the wait is over; otherwise the earlier task definition is to be brought back first */
    private synchronized boolean end(WatchResult watched, StepRun run) {
        if (change == null) {
            return false;
        }
        WatchResult result = changed ? watched : watched.ofUnchangedService();
        result.failures().describe().forEach(line -> run.line(StepNames.AWAIT_STEADY, line));
        durationSeconds += result.waited().toSeconds();
        unsaved = true;
        if (rollback != null) {
            settle(FailureRollback.verdict(whyFailed, result.verdict()));
            return true;
        }
        deployment = result.deployment().orElse(null);
        gate = result.gate().map(SteadyWait::gate).orElse(null);
        if (rollBackOnFailure && FailureRollback.isWorthIt(result.outcome())) {
            whyFailed = result.reason();
            return false;
        }
        settle(new Verdict(result.outcome(), result.reason()));
        return true;
    }

    private synchronized void settle(Verdict verdict) {
        outcome = verdict.outcome();
        reason = verdict.reason();
        unsaved = true;
    }

    private synchronized void breakOff(String why) {
        String left = why + " What was being deployed was left alone and goes on.";
        broken = whyFailed == null ? left : whyFailed + " The rollback that onFailure asks for is not known: " + left;
        unsaved = true;
    }

    /** {@code onFailure: 'rollback'}: starts it, and goes on to wait for it. Takes a moment. */
    private void rollBackAfterFailure(Poller poller, StepRun run) {
        String notRolledBack;
        try (AwsClients own = new AwsConnections().open(aws, run)) {
            if (previousTaskDefinition == null) {
                notRolledBack = "this build has not updated the service, so it is not known what ran before.";
            } else {
                Optional<DeploymentId> started =
                        new FailureRollback(own).start(service, deployment(), previousTaskDefinition);
                if (started.isPresent()) {
                    run.line(
                            StepNames.AWAIT_STEADY,
                            "Rolling " + service + " back to " + previousTaskDefinition + ": deployment "
                                    + started.get());
                    goOnWith(started.get(), poller, run);
                    return;
                }
                notRolledBack = "the service is set to run " + previousTaskDefinition + " already.";
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            notRolledBack = "interrupted.";
        } catch (EcsDeployException | IOException failed) {
            notRolledBack = failed.getMessage();
        }
        settleFailed(notRolledBack);
        WaitChange hearer = hearer();
        if (hearer != null) {
            hearer.ended();
        }
    }

    private synchronized void settleFailed(String notRolledBack) {
        settle(new Verdict(Outcome.FAILED, whyFailed + " NOT rolled back: " + notRolledBack));
    }

    private synchronized void goOnWith(DeploymentId started, Poller poller, StepRun run) throws AbortException {
        rollback = started;
        deploymentArn = null;
        unsaved = true;
        if (change != null) {
            change.unsaved();
            begin(poller, run, change);
        }
    }

    /** Has the deployment stopped and rolled back. One that ECS does not list yet is waited for, some seconds. */
    void rollBack(StepRun run) throws AbortException {
        String arn;
        Optional<DeploymentId> known;
        synchronized (this) {
            arn = hasEnded() ? null : deploymentArn;
            known = hasEnded() ? Optional.empty() : deployment();
        }
        if (arn == null && known.isEmpty()) {
            run.line(StepNames.AWAIT_STEADY, "Nothing to roll back for " + service);
            return;
        }
        try (AwsClients own = new AwsConnections().open(aws, run)) {
            if (arn != null) {
                new DeploymentRollback(own).request(arn);
            } else if (!new ServiceRollback(own).stop(service, known.get())) {
                run.line(
                        StepNames.AWAIT_STEADY,
                        "Nothing to roll back for " + service + ": " + known.get() + " has ended");
                return;
            }
            run.line(StepNames.AWAIT_STEADY, "Asked ECS to roll back the deployment of " + service);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AbortException("Interrupted before ECS was asked to roll back the deployment of " + service);
        }
    }

    /** What the step returns of this service. */
    synchronized Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("cluster", service.cluster());
        result.put("service", service.service());
        result.put("outcome", outcome == null ? null : outcome.name());
        result.put("stage", stage);
        result.put("gate", gate);
        result.put("durationSeconds", durationSeconds);
        result.put("reason", reason);
        return result;
    }

    private static LinkedHashMap<String, String> gate(Gate at) {
        LinkedHashMap<String, String> map = new LinkedHashMap<>();
        map.put("stage", at.stage());
        map.put("hookId", at.hookId());
        map.put("expiresAt", at.expiresAt().map(Instant::toString).orElse(null));
        map.put("onExpiry", at.onExpiry());
        map.put("testEndpoint", at.testEndpoint().orElse(null));
        return map;
    }

    /** Remembers what a wait after a restart must know. */
    private final class Memory implements WatchListener {

        private final StepRun run;

        Memory(StepRun run) {
            this.run = run;
        }

        @Override
        public void event(ServiceEvent event) {
            changed(); // it stands among the told ones
        }

        @Override
        public void observed(Observation seen) {
            remember(seen);
        }

        @Override
        public void unrecoverable(ServiceDeploymentState hopeless, String cause) {
            run.line(StepNames.AWAIT_STEADY, "failFast: it can't succeed any more: " + cause);
            StepThreads.run(() -> {
                try {
                    rollBack(run);
                } catch (RuntimeException | AbortException failed) {
                    run.line(
                            StepNames.AWAIT_STEADY,
                            "It was NOT stopped, so the wait goes on until ECS ends it: " + failed.getMessage());
                }
            });
        }
    }

    private void changed() {
        WaitChange hearer;
        synchronized (this) {
            unsaved = true;
            hearer = change;
        }
        if (hearer != null) {
            hearer.unsaved();
        }
    }

    private void remember(Observation seen) {
        Progress moment = Progress.of(seen);
        phase = moment.phase();
        boolean isNew;
        synchronized (this) {
            stage = moment.stage();
            String arn =
                    seen.serviceDeployment().map(ServiceDeploymentState::arn).orElse(deploymentArn);
            isNew = arn != null && !arn.equals(deploymentArn);
            deploymentArn = arn;
            if (deployment == null && rollback == null) {
                deployment = seen.serviceDeployment()
                        .flatMap(ServiceDeploymentState::deployment)
                        .orElse(null);
            }
        }
        if (isNew) {
            changed();
        }
    }

    private final class End implements WatchEndListener {

        private final Poller poller;
        private final StepRun run;

        End(Poller poller, StepRun run) {
            this.poller = poller;
            this.run = run;
        }

        @Override
        public void ended(WatchResult result) {
            if (end(result, run)) {
                tell(WaitChange::ended);
            } else {
                tell(waiting -> StepThreads.run(() -> rollBackAfterFailure(poller, run)));
            }
        }

        @Override
        public void failed(RuntimeException why) {
            if (why instanceof EcsDeployException) {
                breakOff(why.getMessage());
                tell(WaitChange::ended);
            } else {
                tell(hearer -> hearer.failed(why));
            }
        }

        private void tell(Consumer<WaitChange> word) {
            WaitChange hearer = hearer();
            if (hearer != null) {
                word.accept(hearer);
            }
        }
    }

    private synchronized WaitChange hearer() {
        return change;
    }
}
