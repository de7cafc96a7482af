package io.jenkins.plugins.ecsdeploy.watch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.KnownText;
import io.jenkins.plugins.ecsdeploy.watch.health.HealthPace;
import io.jenkins.plugins.ecsdeploy.watch.health.TargetCounts;
import io.jenkins.plugins.ecsdeploy.watch.state.DeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/**
 * What the polls of one wait have seen so far, and whether that differs from the previous poll. Between polls it keeps
 * no events, so that ten thousand waits fit into little memory.
 */
final class WatchedState {

    /** ECS calls a Lambda hook that is in progress every 30 seconds (developer guide, lifecycle hooks). */
    private static final Duration SLOW_HOOK = Duration.ofMinutes(5);

    @CheckForNull
    private ServiceState service;

    private Instant serviceReadAt = Instant.MIN;

    @CheckForNull
    private ServiceDeploymentState deployment;

    private Instant stageSince = Instant.MIN;

    @CheckForNull
    private String deploymentArn;

    @CheckForNull
    private DeploymentId codeDeploy;

    @CheckForNull
    private Observation.NextDeployment next;

    @CheckForNull
    private String target;

    @CheckForNull
    private ServiceRevision revision;

    private List<ServiceEvent> listed = List.of();

    @CheckForNull
    private EventCursor events;

    private final HealthPace health = new HealthPace();
    private String reportedGate = "";
    private String reportedHooks = "";
    private int trouble;
    private boolean polled;
    private boolean changed;
    private boolean stageChanged;
    private boolean answered;

    // What a poll brings

    void serviceRead(ServiceState read, Instant now) {
        changed |= service == null || !read.hasSameTasks(service);
        listed = read.events();
        service = read.withoutEvents();
        serviceReadAt = now;
    }

    void deploymentRead(ServiceDeploymentState read, Instant now) {
        boolean newStage = deployment == null || !deployment.lifecycleStage().equals(read.lifecycleStage());
        if (newStage) {
            stageSince = now;
        }
        stageChanged |= deployment != null && (newStage || !deployment.status().equals(read.status()));
        changed |= !read.equals(deployment);
        answered = true;
        if (!read.target().arn().isEmpty()) {
            target = read.target().arn();
        }
        if (read.arn().equals(deploymentArn)) {
            deploymentArn = read.arn(); // one copy of the text is enough
        }
        deployment = read;
    }

    /** What CodeDeploy is deploying, if no deployment was named. */
    void codeDeployFound(DeploymentId id) {
        codeDeploy = id;
    }

    void deploymentFound(String serviceDeploymentArn) {
        deploymentArn = serviceDeploymentArn;
    }

    void nextFound(Observation.NextDeployment later) {
        next = later;
    }

    void revisionRead(ServiceRevision read) {
        revision = read;
    }

    /** The deployment that was read is not the one to follow. */
    void forgetDeployment() {
        deployment = null;
    }

    /**
     * Reports events from here on.
     *
     * @param created when the deployment was created; if empty, only events that are not listed yet are reported
     * @param reported by an earlier wait
     */
    void followEvents(Optional<Instant> created, ReportedEvents reported) {
        events =
                created.map(at -> EventCursor.since(at, reported)).orElseGet(() -> EventCursor.after(listed, reported));
    }

    /** @return whether tasks or the deployment differ from the previous poll, or there was none */
    boolean completePoll() {
        boolean differs = changed;
        polled = true;
        changed = false;
        stageChanged = false;
        answered = false;
        return differs;
    }

    void forgetEvents() {
        listed = List.of();
    }

    // What is known

    boolean isFirstPoll() {
        return !polled;
    }

    /** Empty until the first poll has read it. */
    Optional<ServiceState> knownService() {
        return Optional.ofNullable(service);
    }

    /** The service, once it was read. */
    ServiceState service() {
        return Objects.requireNonNull(service, "the service was not read yet");
    }

    Instant serviceReadAt() {
        return serviceReadAt;
    }

    Optional<ServiceDeploymentState> deployment() {
        return Optional.ofNullable(deployment);
    }

    /** ARN of the service deployment; empty until it is found. */
    Optional<String> deploymentArn() {
        return Optional.ofNullable(deploymentArn);
    }

    /** CodeDeploy's deployment in progress; empty if there is none, and if one was named. */
    Optional<DeploymentId> codeDeploy() {
        return Optional.ofNullable(codeDeploy);
    }

    /** The service revision, or CodeDeploy's task set, that the deployment brings; still known after a rollback. */
    Optional<String> target() {
        return Optional.ofNullable(target);
    }

    Optional<ServiceRevision> revision() {
        return Optional.ofNullable(revision);
    }

    /** When the deployment was first seen in its present stage. */
    Instant stageSince() {
        return stageSince;
    }

    /** Whether the deployment is in another stage or status than at the previous poll. */
    boolean stageHasChanged() {
        return stageChanged;
    }

    Optional<Gate> gate() {
        return deployment().flatMap(ServiceDeploymentState::gate);
    }

    /** Whether this poll shows the deployment at all, if one of ECS is followed. */
    boolean isListed(Optional<DeploymentId> followed) {
        return answered
                || followed.filter(id -> !id.isCodeDeploy())
                        .filter(id -> service().deployment(id).isEmpty())
                        .isEmpty();
    }

    /** When it was created, if ECS has stopped it, so that a later one may be why. */
    Optional<Instant> stoppedOneCreatedAt() {
        return deployment()
                .filter(found -> "STOPPED".equals(found.status()))
                .flatMap(ServiceDeploymentState::createdAt);
    }

    /** ARN of the service revision that a completed deployment has brought, to be compared with what was requested. */
    Optional<String> revisionToCheck() {
        return deployment()
                .filter(ended -> "SUCCESSFUL".equals(ended.status()))
                .map(ended -> ended.target().arn())
                .filter(revisionArn -> revisionArn.contains(":service-revision/"));
    }

    /** The gate, if it was not reported before. */
    Optional<Gate> newGate() {
        return gate().filter(gate -> !gate.hookId().equals(reportedGate));
    }

    void reported(Gate gate) {
        reportedGate = gate.hookId();
    }

    /** Lambda hooks that have kept the deployment waiting for long, once. */
    Optional<String> newSlowHooks(Instant now) {
        Optional<String> slow = deployment()
                .filter(found -> !now.isBefore(stageSince.plus(SLOW_HOOK)))
                .flatMap(ServiceDeploymentState::unansweredHooks)
                .filter(hooks -> !hooks.equals(reportedHooks));
        slow.ifPresent(hooks -> reportedHooks = hooks);
        return slow;
    }

    Observation observation(Instant now) {
        return new Observation(now, service(), deployment(), Optional.ofNullable(next));
    }

    /** Events of this deployment that were not reported yet, oldest first. */
    List<ServiceEvent> freshEvents() {
        return events == null || listed.isEmpty() ? List.of() : events.fresh(listed);
    }

    /** All events of this deployment that this poll has read, newest first. */
    List<ServiceEvent> eventsSinceStart() {
        return events == null ? List.of() : events.sinceStart(listed);
    }

    /** Whether there are more signs of failing tasks than at the previous call. */
    boolean hasNewTrouble(Optional<DeploymentId> followed) {
        int now = followed.flatMap(service()::deployment)
                        .map(DeploymentState::failedTasks)
                        .orElse(0)
                + (deployment == null ? 0 : deployment.circuitBreaker().failureCount())
                + (int) eventsSinceStart().stream()
                        .filter(event -> KnownText.TROUBLE.isIn(event.message()))
                        .count()
                + (followed.filter(DeploymentId::isCodeDeploy).isPresent() ? replacedTasks() : 0);
        boolean more = now > trouble;
        trouble = Math.max(now, trouble);
        return more;
    }

    /** Reads the health of the targets if it is shown and may have changed, as far as tasks, traffic and stage say it. */
    void showTargets(Function<ServiceState, Optional<TargetCounts>> reader, WatchListener listener, Instant now) {
        if (listener.followsTargets()
                && service != null
                && health.isDue(
                        Objects.hash(
                                service.running(),
                                service.pending(),
                                deployment().map(ServiceDeploymentState::lifecycleStage),
                                deployment().map(ServiceDeploymentState::target)),
                        now)) {
            reader.apply(service).filter(health::read).ifPresent(counts -> listener.targets(now, counts));
        }
    }

    /** The health of the targets may not be read. */
    void targetsRefused() {
        health.refused();
    }

    /** CodeDeploy counts no failed tasks: those that ECS started beyond what is requested replace some. */
    private int replacedTasks() {
        int started = eventsSinceStart().stream()
                .mapToInt(event -> KnownText.TASKS_STARTED.numberIn(event.message()))
                .sum();
        return deployment == null
                ? 0
                : Math.max(0, started - deployment.target().requested());
    }
}
