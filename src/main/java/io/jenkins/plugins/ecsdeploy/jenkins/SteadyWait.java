package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.report.DeploymentLog;
import io.jenkins.plugins.ecsdeploy.report.Progress;
import io.jenkins.plugins.ecsdeploy.report.TrafficBar;
import io.jenkins.plugins.ecsdeploy.service.DeploymentRollback;
import io.jenkins.plugins.ecsdeploy.steady.DeploymentId;
import io.jenkins.plugins.ecsdeploy.steady.Gate;
import io.jenkins.plugins.ecsdeploy.steady.Observation;
import io.jenkins.plugins.ecsdeploy.steady.Outcome;
import io.jenkins.plugins.ecsdeploy.steady.Poller;
import io.jenkins.plugins.ecsdeploy.steady.ServiceDeploymentState;
import io.jenkins.plugins.ecsdeploy.steady.ServiceEvent;
import io.jenkins.plugins.ecsdeploy.steady.ServiceRef;
import io.jenkins.plugins.ecsdeploy.steady.ToldEvents;
import io.jenkins.plugins.ecsdeploy.steady.Until;
import io.jenkins.plugins.ecsdeploy.steady.WaitEnd;
import io.jenkins.plugins.ecsdeploy.steady.WatchListener;
import io.jenkins.plugins.ecsdeploy.steady.WatchRequest;
import io.jenkins.plugins.ecsdeploy.steady.WatchResult;
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
final class SteadyWait implements Serializable {

    private static final long serialVersionUID = 2L;

    private final ServiceRef service;
    private final AwsSettings aws;
    private final boolean changed;
    private final Integer desiredCount;
    private final String until;
    private final boolean failFast;
    private final long deadlineMillis;
    private final ToldEvents told = new ToldEvents();
    private DeploymentId deployment;
    private String deploymentArn;
    private Outcome outcome;
    private String reason;
    private String stage = "";
    private LinkedHashMap<String, String> gate;
    private long durationSeconds;
    private transient volatile String phase;
    private transient Poller.Ticket ticket;
    private transient WaitChange change;
    private transient boolean unsaved;

    /** Hears of a wait: called by the poller, so it must not take long. */
    interface WaitChange {

        /** Something has changed that a wait after a restart must know. */
        void unsaved();

        /** This wait has its outcome. */
        void ended();

        /** The wait can't go on. */
        void failed(RuntimeException why);
    }

    /** What a step says of all its services. */
    record Terms(Until until, boolean failFast, Instant deadline) {}

    /**
     * @param deployment null to follow what goes on at the first look
     * @param changed whether this build changed anything about the service, or nothing is known of that
     * @param desiredCount what the build asked for, where it changed the count alone; null otherwise
     */
    SteadyWait(
            ServiceRef service,
            DeploymentId deployment,
            boolean changed,
            Integer desiredCount,
            AwsSettings aws,
            Terms terms) {
        this.service = service;
        this.deployment = deployment;
        this.changed = changed;
        this.desiredCount = desiredCount;
        this.aws = aws;
        this.until = terms.until().word();
        this.failFast = terms.failFast();
        this.deadlineMillis = terms.deadline().toEpochMilli();
    }

    synchronized boolean hasEnded() {
        return outcome != null;
    }

    synchronized Outcome outcome() {
        return outcome;
    }

    /** {@code ROLLED_BACK: …}, with the service in front. */
    synchronized String summary() {
        return service.service() + ": " + outcome + ": " + reason;
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
        Duration left = Duration.between(Instant.now(), Instant.ofEpochMilli(deadlineMillis));
        WatchRequest request = new WatchRequest(
                service,
                Optional.ofNullable(deployment),
                left.isNegative() ? Duration.ZERO : left,
                new Until(until),
                desiredCount == null ? OptionalInt.empty() : OptionalInt.of(desiredCount),
                failFast,
                told);
        ticket = poller.add(
                new AwsConnections().connection(aws, run),
                request,
                WatchListener.all(
                        new DeploymentLog(line -> run.line(AwaitSteadyStep.NAME, line), TrafficBar.ascii()),
                        new Memory(run)),
                new End(run));
    }

    /** Ends the wait without an outcome of its own. */
    synchronized void cancel() {
        if (ticket != null) {
            ticket.cancel();
            ticket = null;
        }
        change = null;
    }

    private synchronized void end(WatchResult watched, StepRun run) {
        if (change == null) {
            return;
        }
        WatchResult result = changed ? watched : watched.ofUnchangedService();
        result.failures().describe().forEach(line -> run.line(AwaitSteadyStep.NAME, line));
        outcome = result.outcome();
        reason = result.reason();
        durationSeconds = result.waited().toSeconds();
        deployment = result.deployment().orElse(null);
        gate = result.gate().map(SteadyWait::gate).orElse(null);
        unsaved = true;
    }

    /** Asks ECS to stop the deployment and roll it back. */
    void rollBack(StepRun run) throws AbortException {
        String arn;
        synchronized (this) {
            arn = hasEnded() ? null : deploymentArn;
        }
        if (arn == null) {
            run.line(AwaitSteadyStep.NAME, "Nothing to roll back for " + service);
            return;
        }
        try (AwsClients own = new AwsConnections().open(aws, run)) {
            new DeploymentRollback(own).request(arn);
            run.line(AwaitSteadyStep.NAME, "Asked ECS to roll back the deployment of " + service);
        }
    }

    /** What the step returns of this service. */
    synchronized Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("cluster", service.cluster());
        result.put("service", service.service());
        result.put("outcome", String.valueOf(outcome));
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
        public void hopeless(ServiceDeploymentState hopeless, String cause) {
            run.line(AwaitSteadyStep.NAME, "failFast: it can't succeed any more: " + cause);
            StepThreads.run(() -> {
                try {
                    rollBack(run);
                } catch (RuntimeException | AbortException failed) {
                    run.line(
                            AwaitSteadyStep.NAME,
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
        }
        if (isNew) {
            changed();
        }
    }

    private final class End implements WaitEnd {

        private final StepRun run;

        End(StepRun run) {
            this.run = run;
        }

        @Override
        public void ended(WatchResult result) {
            end(result, run);
            tell(WaitChange::ended);
        }

        @Override
        public void failed(RuntimeException why) {
            tell(hearer -> hearer.failed(why));
        }

        private void tell(Consumer<WaitChange> word) {
            WaitChange hearer;
            synchronized (SteadyWait.this) {
                hearer = change;
            }
            if (hearer != null) {
                word.accept(hearer);
            }
        }
    }
}
