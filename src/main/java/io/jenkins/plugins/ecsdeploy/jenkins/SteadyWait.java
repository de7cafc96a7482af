package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.report.DeploymentLog;
import io.jenkins.plugins.ecsdeploy.report.Progress;
import io.jenkins.plugins.ecsdeploy.report.TrafficBar;
import io.jenkins.plugins.ecsdeploy.service.DeploymentRollback;
import io.jenkins.plugins.ecsdeploy.steady.DeploymentId;
import io.jenkins.plugins.ecsdeploy.steady.Observation;
import io.jenkins.plugins.ecsdeploy.steady.Outcome;
import io.jenkins.plugins.ecsdeploy.steady.PollSchedule;
import io.jenkins.plugins.ecsdeploy.steady.ServiceDeploymentState;
import io.jenkins.plugins.ecsdeploy.steady.ServiceEvent;
import io.jenkins.plugins.ecsdeploy.steady.ServiceRef;
import io.jenkins.plugins.ecsdeploy.steady.Watch;
import io.jenkins.plugins.ecsdeploy.steady.WatchListener;
import io.jenkins.plugins.ecsdeploy.steady.WatchRequest;
import io.jenkins.plugins.ecsdeploy.steady.WatchResult;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One service that is waited for. What a wait needs after a restart of the controller is kept: whom to ask, which
 * deployment, until when, which events were told. Credentials are found anew then.
 */
final class SteadyWait implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_PAUSE_FACTOR = 3;

    private final ServiceRef service;
    private final AwsSettings aws;
    private final boolean changed;
    private final long deadlineMillis;
    private final Set<String> toldEvents = new LinkedHashSet<>();
    private DeploymentId deployment;
    private Outcome outcome;
    private String reason;
    private String stage = "";
    private long durationSeconds;
    private String deploymentArn;
    private transient AwsClients clients;
    private transient Watch watch;
    private transient volatile String phase;
    private transient boolean unsaved;

    /**
     * @param deployment null to follow what goes on at the first look
     * @param changed whether this build changed anything about the service, or nothing is known of that
     */
    SteadyWait(ServiceRef service, DeploymentId deployment, boolean changed, AwsSettings aws, Instant deadline) {
        this.service = service;
        this.deployment = deployment;
        this.changed = changed;
        this.aws = aws;
        this.deadlineMillis = deadline.toEpochMilli();
    }

    ServiceRef service() {
        return service;
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

    /** Looks once, unless it has ended. */
    synchronized void look(StepRun run) throws AbortException {
        if (hasEnded()) {
            return;
        }
        if (watch == null) {
            clients = new AwsConnections().open(aws, run);
            watch = watch(run);
        }
        Optional<WatchResult> result = watch.look();
        DeploymentId followed = watch.deployment().orElse(null);
        unsaved |= !Objects.equals(deployment, followed) || result.isPresent();
        deployment = followed;
        result.ifPresent(found -> end(found, run));
    }

    synchronized Duration pause() {
        return watch == null ? Duration.ofSeconds(1) : watch.pause();
    }

    private Watch watch(StepRun run) {
        Duration poll = EcsDeployConfiguration.get().poll();
        Duration left = Duration.between(Instant.now(), Instant.ofEpochMilli(deadlineMillis));
        return new Watch(
                clients,
                Clock.systemUTC(),
                new PollSchedule(poll, poll.multipliedBy(LONGEST_PAUSE_FACTOR)),
                new WatchRequest(
                        service, Optional.ofNullable(deployment), left.isNegative() ? Duration.ZERO : left, toldEvents),
                WatchListener.all(
                        new DeploymentLog(line -> run.line(AwaitSteadyStep.NAME, line), TrafficBar.ascii()),
                        new Memory()));
    }

    private synchronized void end(WatchResult watched, StepRun run) {
        WatchResult result = changed ? watched : watched.ofUnchangedService();
        outcome = result.outcome();
        reason = result.verdict().reason()
                + result.failures().headline().map(cause -> " Cause: " + cause).orElse("");
        durationSeconds = result.waited().toSeconds();
        result.failures().describe().forEach(line -> run.line(AwaitSteadyStep.NAME, line));
        close();
    }

    /** Ends the wait without an outcome of its own. */
    synchronized void close() {
        if (clients != null) {
            clients.close();
            clients = null;
            watch = null;
        }
    }

    /** Asks ECS to stop the deployment and roll it back. */
    synchronized void rollBack(StepRun run) throws AbortException {
        if (hasEnded() || deploymentArn == null) {
            run.line(AwaitSteadyStep.NAME, "Nothing to roll back for " + service);
            return;
        }
        try (AwsClients own = new AwsConnections().open(aws, run)) {
            new DeploymentRollback(own).request(deploymentArn);
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
        result.put("durationSeconds", durationSeconds);
        result.put("reason", reason);
        return result;
    }

    /** Remembers what a wait after a restart must know. Called within {@link #look}. */
    private final class Memory implements WatchListener {

        @Override
        public void event(ServiceEvent event) {
            rememberTold(event);
        }

        @Override
        public void observed(Observation seen) {
            remember(seen);
        }
    }

    private synchronized void rememberTold(ServiceEvent event) {
        toldEvents.add(event.id());
        unsaved = true;
    }

    private synchronized void remember(Observation seen) {
        Progress moment = Progress.of(seen);
        phase = moment.phase();
        stage = moment.stage();
        deploymentArn =
                seen.serviceDeployment().map(ServiceDeploymentState::arn).orElse(deploymentArn);
    }
}
