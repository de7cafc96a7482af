package io.jenkins.plugins.ecsdeploy.simulator.ecs.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The course of one deployment, as DescribeServiceDeployments shows it. */
public final class ServiceDeployment {

    public enum Status {
        PENDING,
        IN_PROGRESS,
        STOP_REQUESTED,
        STOPPED,
        ROLLBACK_REQUESTED,
        ROLLBACK_IN_PROGRESS,
        ROLLBACK_SUCCESSFUL,
        ROLLBACK_FAILED,
        SUCCESSFUL;

        public boolean ended() {
            return this == STOPPED || this == SUCCESSFUL || this == ROLLBACK_SUCCESSFUL || this == ROLLBACK_FAILED;
        }
    }

    /**
     * @param serviceRevisionArn the revision that is put back
     * @param fails whether a test makes it fail
     */
    public record Rollback(String reason, Instant startedAt, String serviceRevisionArn, boolean fails) {}

    private final String arn;
    private final List<ServiceRevision> sources;
    private final Deployment target;
    private final DeploymentSettings settings;
    private final Instant createdAt;
    private Instant startedAt;
    private Instant finishedAt;
    private Instant stoppedAt;
    private Instant updatedAt;
    private Status status = Status.PENDING;
    private String statusReason;
    private LifecycleStage stage;
    private Rollback rollback;
    private int breakerFailures;
    private boolean breakerTriggered;
    private boolean superseded;
    private final Set<String> ignoredAlarms = new HashSet<>();
    private final Set<String> triggeredAlarms = new LinkedHashSet<>();
    private Instant bakesUntil;
    private int trafficStep;
    private boolean scaledUp;
    private final List<HookRun> hooks = new ArrayList<>();
    private Runnable hooksPassed = () -> {};

    public ServiceDeployment(
            String arn,
            List<ServiceRevision> sources,
            Deployment target,
            DeploymentSettings settings,
            Instant createdAt) {
        this.arn = arn;
        this.sources = List.copyOf(sources);
        this.target = target;
        this.settings = settings;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    public String arn() {
        return arn;
    }

    public List<ServiceRevision> sources() {
        return sources;
    }

    public Deployment target() {
        return target;
    }

    public DeploymentSettings settings() {
        return settings;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Instant finishedAt() {
        return finishedAt;
    }

    public Instant stoppedAt() {
        return stoppedAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public Status status() {
        return status;
    }

    public String statusReason() {
        return statusReason;
    }

    /** Null unless blue/green. */
    public LifecycleStage stage() {
        return stage;
    }

    public Rollback rollback() {
        return rollback;
    }

    public int breakerFailures() {
        return breakerFailures;
    }

    public boolean breakerTriggered() {
        return breakerTriggered;
    }

    public boolean inProgress() {
        return status == Status.IN_PROGRESS && !superseded;
    }

    public void start(Instant now) {
        status = Status.IN_PROGRESS;
        startedAt = now;
        updatedAt = now;
    }

    public void stage(LifecycleStage next, Instant now) {
        stage = next;
        updatedAt = now;
    }

    public void rollbackRequested(Instant now) {
        status = Status.ROLLBACK_REQUESTED;
        updatedAt = now;
    }

    public void rollBack(Rollback started) {
        status = Status.ROLLBACK_IN_PROGRESS;
        rollback = started;
        statusReason = started.reason();
        updatedAt = started.startedAt();
    }

    /** @param reason null leaves the reason as it is */
    public void end(Status outcome, String reason, Instant now) {
        status = outcome;
        statusReason = reason == null ? statusReason : reason;
        finishedAt = now;
        updatedAt = now;
        if (outcome == Status.STOPPED) {
            stoppedAt = now;
        }
    }

    /** A newer deployment has been requested: this one goes no further. */
    public void supersede() {
        superseded = true;
    }

    public boolean superseded() {
        return superseded;
    }

    /** All hooks run so far, oldest first. */
    public List<HookRun> hooks() {
        return hooks;
    }

    public Optional<HookRun> hook(String id) {
        return hooks.stream().filter(run -> run.id().equals(id)).findFirst();
    }

    /** @param passed what is to be done once none of them is open */
    public void hooks(List<HookRun> begun, Runnable passed, Instant now) {
        hooks.addAll(begun);
        hooksPassed = passed;
        updatedAt = now;
    }

    public boolean waitsForHooks() {
        return hooks.stream().anyMatch(HookRun::open);
    }

    public Runnable hooksPassed() {
        return hooksPassed;
    }

    public void touched(Instant now) {
        updatedAt = now;
    }

    /** True the first time that all its tasks are there. */
    public boolean firstScaledUp() {
        boolean first = !scaledUp;
        scaledUp = true;
        return first;
    }

    /** The step of shifting production traffic that it is at. */
    public int trafficStep() {
        return trafficStep;
    }

    public void nextTrafficStep() {
        trafficStep++;
    }

    /** Those that were in ALARM when it started and have not left it since. */
    public Set<String> ignoredAlarms() {
        return ignoredAlarms;
    }

    public Set<String> triggeredAlarms() {
        return triggeredAlarms;
    }

    /** When a rolling deployment with alarms has baked; null before its tasks are replaced. */
    public Instant bakesUntil() {
        return bakesUntil;
    }

    public void bakesUntil(Instant time) {
        bakesUntil = time;
    }

    public void breakerFailure() {
        breakerFailures++;
    }

    public void breakerReset() {
        breakerFailures = 0;
    }

    public void breakerTripped() {
        breakerTriggered = true;
    }
}
