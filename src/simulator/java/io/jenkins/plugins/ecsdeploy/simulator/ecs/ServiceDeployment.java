package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The course of one deployment, as DescribeServiceDeployments tells it. */
final class ServiceDeployment {

    enum Status {
        PENDING,
        IN_PROGRESS,
        STOP_REQUESTED,
        STOPPED,
        ROLLBACK_REQUESTED,
        ROLLBACK_IN_PROGRESS,
        ROLLBACK_SUCCESSFUL,
        ROLLBACK_FAILED,
        SUCCESSFUL;

        boolean ended() {
            return this == STOPPED || this == SUCCESSFUL || this == ROLLBACK_SUCCESSFUL || this == ROLLBACK_FAILED;
        }
    }

    /**
     * @param serviceRevisionArn the revision that is put back
     * @param fails whether a test wants it to fail
     */
    record Rollback(String reason, Instant startedAt, String serviceRevisionArn, boolean fails) {}

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
    private Stage stage;
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

    ServiceDeployment(
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

    String arn() {
        return arn;
    }

    List<ServiceRevision> sources() {
        return sources;
    }

    Deployment target() {
        return target;
    }

    DeploymentSettings settings() {
        return settings;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant startedAt() {
        return startedAt;
    }

    Instant finishedAt() {
        return finishedAt;
    }

    Instant stoppedAt() {
        return stoppedAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    Status status() {
        return status;
    }

    String statusReason() {
        return statusReason;
    }

    /** Null unless blue/green. */
    Stage stage() {
        return stage;
    }

    Rollback rollback() {
        return rollback;
    }

    int breakerFailures() {
        return breakerFailures;
    }

    boolean breakerTriggered() {
        return breakerTriggered;
    }

    boolean inProgress() {
        return status == Status.IN_PROGRESS && !superseded;
    }

    void start(Instant now) {
        status = Status.IN_PROGRESS;
        startedAt = now;
        updatedAt = now;
    }

    void stage(Stage next, Instant now) {
        stage = next;
        updatedAt = now;
    }

    void rollbackRequested(Instant now) {
        status = Status.ROLLBACK_REQUESTED;
        updatedAt = now;
    }

    void rollBack(Rollback started) {
        status = Status.ROLLBACK_IN_PROGRESS;
        rollback = started;
        statusReason = started.reason();
        updatedAt = started.startedAt();
    }

    /** @param reason null leaves the reason as it is */
    void end(Status outcome, String reason, Instant now) {
        status = outcome;
        statusReason = reason == null ? statusReason : reason;
        finishedAt = now;
        updatedAt = now;
        if (outcome == Status.STOPPED) {
            stoppedAt = now;
        }
    }

    /** A newer deployment has been asked for: this one goes no further. */
    void supersede() {
        superseded = true;
    }

    boolean superseded() {
        return superseded;
    }

    /** All hooks run so far, oldest first. */
    List<HookRun> hooks() {
        return hooks;
    }

    Optional<HookRun> hook(String id) {
        return hooks.stream().filter(run -> run.id().equals(id)).findFirst();
    }

    /** @param passed what is to be done once none of them is open */
    void hooks(List<HookRun> begun, Runnable passed, Instant now) {
        hooks.addAll(begun);
        hooksPassed = passed;
        updatedAt = now;
    }

    boolean waitsForHooks() {
        return hooks.stream().anyMatch(HookRun::open);
    }

    Runnable hooksPassed() {
        return hooksPassed;
    }

    void touched(Instant now) {
        updatedAt = now;
    }

    /** True the first time that all its tasks are there. */
    boolean firstScaledUp() {
        boolean first = !scaledUp;
        scaledUp = true;
        return first;
    }

    /** The step of shifting production traffic that it is at. */
    int trafficStep() {
        return trafficStep;
    }

    void nextTrafficStep() {
        trafficStep++;
    }

    /** Those that were in ALARM when it started and have not left it since. */
    Set<String> ignoredAlarms() {
        return ignoredAlarms;
    }

    Set<String> triggeredAlarms() {
        return triggeredAlarms;
    }

    /** When a rolling deployment with alarms has baked; null before its tasks are replaced. */
    Instant bakesUntil() {
        return bakesUntil;
    }

    void bakesUntil(Instant time) {
        bakesUntil = time;
    }

    void breakerFailure() {
        breakerFailures++;
    }

    void breakerReset() {
        breakerFailures = 0;
    }

    void breakerTripped() {
        breakerTriggered = true;
    }
}
