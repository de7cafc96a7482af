package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.watch.PollSchedule.Pace;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.FailureDiagnosis;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.FailureReader;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.OutcomeJudge;
import io.jenkins.plugins.ecsdeploy.watch.judge.Phrases;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;
import io.jenkins.plugins.ecsdeploy.watch.state.DeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/**
 * One wait: what it follows, what it saw last, when it looks again. It makes no call itself ({@link PollRound} does, for many
 * at once) and between two looks nothing has to wait for it. It only reads: whatever happens here, a time-out and a failed
 * look included, the deployment is left alone. It keeps no events, so that ten thousand fit into little memory. For one
 * thread at a time.
 */
final class DeploymentWatch {

    /** After a failed look, pause as long as after this many that saw nothing new. */
    private static final int LOOKS_UNTIL_LONGEST_PAUSE = 50;

    /** An answer right after an update may be from before it: what speaks of another's change has to stay. */
    private static final int LOOKS_UNTIL_BELIEVED = 3;

    /** How long CodeDeploy may take to begin the rollback of a deployment that has ended; it documents none. */
    private static final Duration ROLLBACK_BEGINS = Duration.ofMinutes(3);

    /** How long ECS may take to list a deployment under its number before it is looked for otherwise. */
    private static final Duration NOT_LISTED = Duration.ofMinutes(1);

    /** Developer guide, "Service event messages". */
    private static final Pattern STARTED = Pattern.compile("has started (\\d{1,5}) tasks");

    private final WatchRequest request;
    private final WatchListener listener;
    private final PollSchedule schedule;
    private final Clock clock;
    private final Instant start;
    private Instant due;
    private Instant serviceReadAt = Instant.MIN;
    private Instant stageSince;
    private ServiceState service;
    private ServiceDeploymentState deployment;
    private List<ServiceEvent> listed = List.of();
    private OutcomeJudge followed;
    private EventCursor events;
    private String arn;
    private String target;
    private Observation before;
    private String toldGate = "";
    private String hopeless;
    private int unchanged;
    private int doubted;
    private Instant awaitsRollbackSince;
    private int troubleSeen;
    private ServiceRevision revision;
    private WatchResult result;
    private RuntimeException failure;

    DeploymentWatch(WatchRequest request, WatchListener listener, PollSchedule schedule, Clock clock) {
        this.request = request;
        this.listener = listener;
        this.schedule = schedule;
        this.clock = clock;
        start = clock.instant();
        due = start;
        stageSince = start;
    }

    // What a round asks of it

    ServiceRef ref() {
        return request.service();
    }

    boolean failFast() {
        return request.failFast() && hopeless == null;
    }

    /** The deployment that is followed: empty where only the counts are waited for, or it is not settled yet. */
    Optional<DeploymentId> deploymentId() {
        return followed == null ? request.deployment() : followed.deployment();
    }

    Optional<DeploymentId> codeDeployId() {
        return deploymentId().filter(DeploymentId::isCodeDeploy);
    }

    /** Where nothing was named, what CodeDeploy is at; after the service has been read. */
    Optional<DeploymentId> codeDeployInProgress() {
        return followed == null && request.deployment().isEmpty() && service != null
                ? service.codeDeploy()
                : Optional.empty();
    }

    /** ARN of the service deployment; empty until it is found. */
    Optional<String> deploymentArn() {
        return Optional.ofNullable(arn);
    }

    boolean needsService() {
        Instant oldest = clock.instant().minus(schedule.serviceMayBe(pace()));
        return service == null
                || followed == null
                || followed.deployment().isEmpty()
                || arn == null && codeDeployId().isEmpty()
                || deployment == null
                || stageHasChanged()
                || deployment.hasEnded()
                || request.until().isReached(new Observation(clock.instant(), service, Optional.of(deployment)))
                || serviceReadAt.isBefore(oldest)
                || isOver();
    }

    /** Whether it will need it soon, so that room in a call that is made anyway is well used. */
    boolean mayReadService() {
        Instant old = clock.instant().minus(schedule.serviceMayBe(pace()).dividedBy(2));
        return !needsService() && serviceReadAt.isBefore(old);
    }

    Instant serviceReadAt() {
        return serviceReadAt;
    }

    /** Account and region, once an answer has told them: {@code us-east-1:123456789012}. */
    Optional<String> account() {
        return service == null
                ? Optional.empty()
                : Arn.parse(service.arn()).map(arn -> arn.region() + ":" + arn.account());
    }

    /** What to look up among the service's deployments, after the service has been read. */
    Optional<DeploymentId> toBeFound() {
        return arn == null && service != null && service.isActive()
                ? deploymentId()
                        .or(() -> followed == null ? service.deploymentInProgress() : Optional.empty())
                        .filter(id -> !id.isCodeDeploy() && !hasJustBegun(id))
                : Optional.empty();
    }

    /**
     * Whether the first look need not ask further: no task of the deployment runs yet, so there is nothing to tell, and ECS may
     * not list it so soon after the update. The next look asks, in a call with others. Where none is named the first look has
     * to know, see {@link #settle}.
     */
    private boolean hasJustBegun(DeploymentId id) {
        return before == null
                && request.deployment().isPresent()
                && service.deployment(id)
                        .filter(own ->
                                "IN_PROGRESS".equals(own.rolloutState()) && own.running() + own.failedTasks() == 0)
                        .isPresent();
    }

    /** Whether none is named, so that it has to be found out at the first look what goes on. */
    boolean followsWhatGoesOn() {
        return request.deployment().isEmpty() && followed == null;
    }

    /** The deployment as the service itself lists it; it serves to find one that is not listed under its number. */
    Optional<DeploymentState> unlisted(DeploymentId id) {
        return clock.instant().isBefore(start.plus(NOT_LISTED)) ? Optional.empty() : service.deployment(id);
    }

    Optional<Instant> createdAt(DeploymentId id) {
        return service.deployment(id).map(DeploymentState::createdAt);
    }

    ServiceState service() {
        return service;
    }

    Optional<ServiceDeploymentState> deployment() {
        return Optional.ofNullable(deployment);
    }

    List<ServiceEvent> eventsSinceStart() {
        return events == null ? List.of() : events.sinceStart(listed);
    }

    /** ARN of the service revision that a completed deployment has brought, to be compared with what was asked for. */
    Optional<String> toBeProved() {
        return deployment()
                .filter(ended -> "SUCCESSFUL".equals(ended.status()))
                .map(ended -> ended.target().arn())
                .filter(revisionArn -> revisionArn.contains(":service-revision/"));
    }

    Optional<ServiceRevision> revision() {
        return Optional.ofNullable(revision);
    }

    // What a round brings

    void revisionIs(ServiceRevision seen) {
        revision = seen;
    }

    void serviceIs(ServiceState seen) {
        listed = seen.events();
        service = seen.withoutEvents();
        serviceReadAt = clock.instant();
    }

    void deploymentIs(ServiceDeploymentState seen) {
        if (deployment == null || !deployment.lifecycleStage().equals(seen.lifecycleStage())) {
            stageSince = clock.instant();
        }
        if (!seen.target().arn().isEmpty()) {
            target = seen.target().arn();
        }
        if (seen.arn().equals(arn)) {
            arn = seen.arn(); // one copy of the text is enough
        }
        deployment = seen;
    }

    void foundAs(String serviceDeploymentArn) {
        arn = serviceDeploymentArn;
    }

    void note(String text) {
        listener.note(text);
    }

    /**
     * Takes in what the round has read and tells it.
     *
     * @return a verdict, which may have to be proved still; empty while it goes on and there is time left
     */
    Optional<Verdict> consider() {
        if (followed == null) {
            settle();
        }
        if (!listed.isEmpty()) {
            events.fresh(listed).forEach(listener::event);
        }
        Observation seen = seen();
        listener.observed(seen);
        Optional<Verdict> verdict = followed.judge(seen).filter(this::believed);
        if (verdict.isPresent()) {
            return verdict.map(this::withHopeless);
        }
        if (request.until().isReached(seen)) {
            return Optional.of(reached());
        }
        unchanged = before != null && !seen.differsFrom(before) ? unchanged + 1 : 0;
        before = seen;
        return Optional.empty();
    }

    /**
     * Settles what is followed. Where no deployment is named, the one that ECS is taking back is, else the PRIMARY if it
     * really goes on. ECS calls it IN_PROGRESS too when it goes back to an earlier one, whose own service deployment has
     * ended long ago: then the counts tell.
     */
    private void settle() {
        Optional<DeploymentId> id = request.deployment()
                .or(() -> Optional.ofNullable(deployment)
                        .filter(found -> !found.goesForward() && !found.hasEnded())
                        .flatMap(ServiceDeploymentState::deployment))
                .or(service::deploymentInProgress);
        boolean endedBefore = request.deployment().isEmpty() && deployment != null && deployment.hasEnded();
        followed = id.isEmpty() || endedBefore
                ? OutcomeJudge.counts(request.desiredCount())
                : OutcomeJudge.deployment(id.get(), service);
        if (endedBefore) {
            deployment = null;
        }
        events = followed.deployment()
                .flatMap(this::createdAt)
                .or(() -> Optional.ofNullable(deployment).flatMap(ServiceDeploymentState::createdAt))
                .map(created -> EventCursor.since(created, request.reported()))
                .orElseGet(() -> EventCursor.after(listed, request.reported()));
    }

    private boolean believed(Verdict verdict) {
        boolean staleCount =
                verdict.outcome() == Outcome.SUPERSEDED && followed.deployment().isEmpty();
        if (codeDeployId().isPresent() && deployment != null && deployment.codeDeployMayRollBack()) {
            awaitsRollbackSince = awaitsRollbackSince == null ? clock.instant() : awaitsRollbackSince;
            return isOver() || !clock.instant().isBefore(awaitsRollbackSince.plus(ROLLBACK_BEGINS));
        }
        doubted = staleCount ? doubted + 1 : 0;
        return !staleCount || doubted >= LOOKS_UNTIL_BELIEVED;
    }

    private Verdict reached() {
        if (request.until().equals(Until.PAUSED)) {
            return new Verdict(Outcome.PAUSED, gate().map(Gate::describe).orElseThrow());
        }
        return new Verdict(
                Outcome.REACHED,
                "It is as far as was waited for (" + request.until() + ")"
                        + (deployment.lifecycleStage().isEmpty() ? "" : ", at " + deployment.lifecycleStage())
                        + "; the deployment goes on.");
    }

    private Verdict withHopeless(Verdict verdict) {
        return hopeless == null || verdict.outcome() == Outcome.SUCCEEDED
                ? verdict
                : new Verdict(
                        verdict.outcome(),
                        "Ended early by failFast, because it could not succeed. " + verdict.reason());
    }

    /** Whether something speaks of failing tasks that did not when this was asked before. */
    boolean hasNewTrouble() {
        int trouble = deploymentId()
                        .flatMap(service::deployment)
                        .map(DeploymentState::failedTasks)
                        .orElse(0)
                + (deployment == null ? 0 : deployment.circuitBreaker().failureCount())
                + (int) eventsSinceStart().stream()
                        .filter(FailureReader::isTrouble)
                        .count()
                + (codeDeployId().isPresent() ? startedAnew() : 0);
        boolean more = trouble > troubleSeen;
        troubleSeen = Math.max(trouble, troubleSeen);
        return more && deployment != null && deployment.goesForward();
    }

    /** CodeDeploy counts no failed tasks: those that ECS started beyond what is wanted take the place of some. */
    private int startedAnew() {
        int started = eventsSinceStart().stream()
                .map(event -> STARTED.matcher(event.message()))
                .filter(Matcher::find)
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .sum();
        return deployment == null
                ? 0
                : Math.max(0, started - deployment.target().requested());
    }

    void isHopeless(String cause) {
        hopeless = cause;
        listener.unrecoverable(deployment, cause);
    }

    /**
     * What its tasks carry in `startedBy`: the deployment's id, under CodeDeploy the task set's, which is no longer told
     * when it has been taken back. Where only counts are waited for, that of what runs.
     */
    Optional<String> startedBy() {
        return codeDeployId().isPresent()
                ? Optional.ofNullable(target)
                : deploymentId()
                        .or(() -> service.primary().map(DeploymentState::id))
                        .map(DeploymentId::value);
    }

    Optional<Gate> gate() {
        return deployment().flatMap(ServiceDeploymentState::gate);
    }

    /** Whether it stands at a gate that was not told before. */
    boolean hasNewGate() {
        return gate().filter(gate -> !gate.hookId().equals(toldGate)).isPresent();
    }

    void pausedAt(Gate gate) {
        toldGate = gate.hookId();
        listener.paused(gate);
    }

    // How it goes on

    /** Nothing has ended: sets when to look again, or ends the wait where its time is over. */
    Optional<Verdict> goOn() {
        if (isOver()) {
            return Optional.of(timedOut());
        }
        listed = List.of();
        lookAgainIn(schedule.pause(pace(), unchanged));
        return Optional.empty();
    }

    /** What may go through later is told to the listener; anything else ends the wait. */
    Optional<Verdict> lookFailed(RuntimeException failed) {
        boolean later = failed instanceof AwsCallException call && call.isRetryable();
        if (!later || isOver() && before == null) {
            failure = failed;
            return Optional.empty();
        }
        listener.pollFailed(failed.getMessage(), schedule.longest());
        unchanged = LOOKS_UNTIL_LONGEST_PAUSE;
        if (isOver()) {
            return Optional.of(timedOut());
        }
        lookAgainIn(schedule.longest());
        return Optional.empty();
    }

    void failed(RuntimeException why) {
        failure = why;
    }

    void end(Verdict verdict, Optional<Gate> gate, FailureDiagnosis failures) {
        Duration waited = Duration.between(start, clock.instant());
        result = new WatchResult(withOtherRevision(verdict), followed.deployment(), seen(), waited, gate, failures);
        listed = List.of();
        revision = null;
    }

    /** ECS goes back to the last deployment that was completed, which need not be what ran before the update. */
    private Verdict withOtherRevision(Verdict verdict) {
        if (verdict.outcome() != Outcome.ROLLED_BACK) {
            return verdict;
        }
        return request.previousTaskDefinition()
                .map(Arn::name)
                .filter(earlier -> !earlier.equals(Arn.name(service.taskDefinition())))
                .filter(earlier -> !Optional.of(earlier).equals(followed.taskDefinition()))
                .map(earlier -> new Verdict(
                        Outcome.ROLLED_BACK,
                        verdict.reason() + " That is not what ran before this update, " + earlier + "."))
                .orElse(verdict);
    }

    /** Never beyond the end of the time. */
    private void lookAgainIn(Duration pause) {
        Instant end = start.plus(request.timeout());
        Instant next = clock.instant().plus(pause);
        due = next.isAfter(end) ? end : next;
    }

    Instant due() {
        return due;
    }

    /** How long it may well be looked at before it is due, where that fills a call that is made anyway. */
    Duration early() {
        return schedule.pause(pace(), unchanged).dividedBy(2);
    }

    boolean hasEnded() {
        return result != null || failure != null;
    }

    Optional<WatchResult> result() {
        return Optional.ofNullable(result);
    }

    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    private Observation seen() {
        return new Observation(clock.instant(), service, Optional.ofNullable(deployment));
    }

    private boolean isOver() {
        return !clock.instant().isBefore(start.plus(request.timeout()));
    }

    private boolean stageHasChanged() {
        return before != null
                && before.serviceDeployment()
                        .filter(known -> !known.lifecycleStage().equals(deployment.lifecycleStage())
                                || !known.status().equals(deployment.status()))
                        .isPresent();
    }

    private Pace pace() {
        if (deployment == null) {
            return service != null && followed != null && service.running() == service.desired()
                    ? Pace.ENDING
                    : Pace.BUSY;
        }
        if (gate().isPresent()) {
            return Pace.QUIET;
        }
        if (!request.until().equals(Until.COMPLETE) || !deployment.goesForward()) {
            return Pace.ENDING;
        }
        return switch (deployment.lifecycleStage()) {
            case "" -> deployment.target().requested() > 0 && deployment.allOfTargetRun() ? Pace.ENDING : Pace.BUSY;
            case "BAKE_TIME", "AfterAllowTraffic" -> bakes() ? Pace.QUIET : Pace.ENDING;
            case "CLEAN_UP" -> Pace.ENDING;
            default -> Pace.BUSY;
        };
    }

    private boolean bakes() {
        Instant end = stageSince.plus(
                Duration.ofMinutes(deployment.settings().bakeMinutes().orElse(0)));
        return clock.instant().plus(schedule.longest()).isBefore(end);
    }

    private Verdict timedOut() {
        String state = followed.deployment().isEmpty()
                ? service.running() + " of " + service.desired() + " tasks run; ECS goes on trying."
                : "The deployment was left alone and goes on; "
                        + gate().map(gate -> "it waits for an answer. " + gate.describe())
                                .orElse("it may still be completed or rolled back.");
        return new Verdict(Outcome.TIMED_OUT, "Not steady after " + Phrases.duration(request.timeout()) + ". " + state);
    }
}
