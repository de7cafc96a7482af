package io.jenkins.plugins.ecsdeploy.watch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.FailureDiagnosis;
import io.jenkins.plugins.ecsdeploy.watch.health.TargetCounts;
import io.jenkins.plugins.ecsdeploy.watch.judge.OutcomeJudge;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;
import io.jenkins.plugins.ecsdeploy.watch.state.DeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceState;
import io.jenkins.plugins.ecsdeploy.watch.state.TaskSetState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One wait: {@link WatchedState} is what was seen, {@link PollPace} when it polls next, {@link WatchEnding} how it
 * ends. It makes no call itself ({@link PollRound} does, for many at once), and holds no thread between two polls. It
 * only reads: whatever happens here, a time-out and a failed poll included, the deployment is not touched. For one
 * thread at a time.
 */
final class DeploymentWatch {

    /** How long ECS may take to list a deployment with its number, before another way to find it is tried. */
    private static final Duration NOT_LISTED = Duration.ofMinutes(1);

    private final WatchRequest request;
    private final WatchListener listener;
    private final WatchedState seen = new WatchedState();
    private final PollPace pace;
    private final WatchEnding ending;

    /** Null until the first poll has settled what is followed. */
    @CheckForNull
    private OutcomeJudge judge;

    DeploymentWatch(WatchRequest request, WatchListener listener, PollSchedule schedule, Clock clock) {
        this.request = request;
        this.listener = listener;
        pace = new PollPace(schedule, clock, request.timeout(), request.until());
        ending = new WatchEnding(request);
    }

    ServiceRef ref() {
        return request.service();
    }

    /** The deployment that is followed: empty if only the counts are waited for, or it is not settled yet. */
    Optional<DeploymentId> deploymentId() {
        return judge == null ? request.deployment() : judge.deployment();
    }

    /** The same, if CodeDeploy carries it out. */
    Optional<DeploymentId> codeDeployId() {
        return deploymentId().filter(DeploymentId::isCodeDeploy);
    }

    /** Account and region, once an answer has named them: {@code us-east-1:123456789012}. */
    Optional<String> account() {
        return seen.knownService()
                .flatMap(service -> Arn.parse(service.arn()))
                .map(arn -> arn.region() + ":" + arn.account());
    }

    /**
     * What its tasks carry in {@code startedBy}: the deployment's id; under CodeDeploy the task set's, which is no
     * longer listed after a rollback. If only counts are waited for, that of what runs.
     */
    Optional<String> startedBy() {
        return codeDeployId().isPresent()
                ? seen.target()
                : deploymentId()
                        .or(() -> service().primary().map(DeploymentState::id))
                        .map(DeploymentId::value)
                        .or(() -> service().primaryTaskSet().map(TaskSetState::id));
    }

    WatchedState seen() {
        return seen;
    }

    // What a round has to read for it

    /** Whether none is named and this is the first poll, so that it has to find out which one is in progress. */
    boolean followsWhatIsInProgress() {
        return request.deployment().isEmpty() && judge == null;
    }

    /** Whether CodeDeploy has to be asked what it is deploying; after the service has been read. */
    boolean asksCodeDeploy() {
        return followsWhatIsInProgress()
                && seen.knownService().filter(ServiceState::isByCodeDeploy).isPresent();
    }

    /** If none is named, CodeDeploy's deployment in progress. */
    Optional<DeploymentId> codeDeployInProgress() {
        return followsWhatIsInProgress() ? seen.codeDeploy() : Optional.empty();
    }

    /** The deployment whose ARN has to be found; after the service has been read. */
    Optional<DeploymentId> toBeFound() {
        return seen.deploymentArn().isPresent()
                ? Optional.empty()
                : seen.knownService()
                        .filter(ServiceState::isActive)
                        .flatMap(service -> deploymentId()
                                .or(() -> judge == null ? service.deploymentPerhapsInProgress() : Optional.empty()))
                        .filter(id -> !id.isCodeDeploy() && !hasJustBegun(id));
    }

    /**
     * Whether the first poll need not find it: no task of the deployment runs yet, so there is nothing to report, and
     * ECS may not list it so soon after the update. The next poll finds it. If none is named, the first poll has to
     * know, see {@link #settle}.
     */
    private boolean hasJustBegun(DeploymentId id) {
        return seen.isFirstPoll()
                && request.deployment().isPresent()
                && service()
                        .deployment(id)
                        .filter(own ->
                                "IN_PROGRESS".equals(own.rolloutState()) && own.running() + own.failedTasks() == 0)
                        .isPresent();
    }

    /** When the service says that the deployment was created; empty if it no longer lists it. */
    Optional<Instant> createdAt(DeploymentId id) {
        return service().deployment(id).map(DeploymentState::createdAt);
    }

    /** The deployment as the service itself lists it, to find one that is not listed with its number. */
    Optional<DeploymentState> unlisted(DeploymentId id) {
        return pace.waited().compareTo(NOT_LISTED) < 0
                ? Optional.empty()
                : service().deployment(id);
    }

    /** Whether the service has to be read, because it decides what follows or is too old. */
    boolean needsService() {
        return judge == null
                || judge.deployment().isEmpty()
                || seen.deploymentArn().isEmpty() && codeDeployId().isEmpty()
                || seen.deployment().isEmpty()
                || seen.stageHasChanged()
                || seen.deployment().get().hasEnded()
                || request.until().isReached(observation())
                || pace.isServiceOld(seen)
                || pace.isOver();
    }

    /** Whether it needs the service soon, so that reading it fills a call that is made anyway. */
    boolean mayReadService() {
        return !needsService() && pace.isServiceOldSoon(seen);
    }

    // What a round has read

    void serviceRead(ServiceState read) {
        seen.serviceRead(read, pace.now());
    }

    void deploymentRead(ServiceDeploymentState read) {
        seen.deploymentRead(read, pace.now());
    }

    /** @param healthy whether the load balancer calls the targets healthy; a time-out says so otherwise */
    void targetsHealthy(boolean healthy) {
        ending.targetsHealthy(healthy);
    }

    /** Whether it waits for shifted traffic of a deployment without stages, which only counts tasks. */
    boolean hasShiftedByRolling() {
        return request.until().equals(Until.TRAFFIC_SHIFTED)
                && deployment()
                        .filter(found -> found.lifecycleStage().isEmpty())
                        .isPresent();
    }

    void note(String text) {
        listener.note(text);
    }

    // What comes of it

    /**
     * Takes in what the round has read and reports it.
     *
     * @return a verdict, of which a success must still be checked; empty while there is none
     */
    Optional<Verdict> consider() {
        if (judge == null) {
            settle();
        }
        seen.freshEvents().forEach(listener::event);
        Observation now = observation();
        listener.observed(now);
        boolean isListed = seen.isListed(deploymentId());
        pace.polled(seen.completePoll());
        return ending.judge(settled(), now, isListed, pace.isOver());
    }

    /**
     * Settles what is followed. If no deployment is named, it is the one that ECS is rolling back, else the PRIMARY if
     * it really is in progress. During a rollback ECS calls the earlier one IN_PROGRESS too, although its own service
     * deployment ended long ago: then the counts decide.
     */
    private void settle() {
        Optional<DeploymentId> id = request.deployment()
                .or(() -> deployment().filter(found -> !found.hasEnded()).flatMap(ServiceDeploymentState::deployment))
                .or(seen::codeDeploy)
                .or(service()::deploymentInProgress)
                .or(() -> service().deploymentPerhapsInProgress().filter(this::mayNotBeListedYet));
        boolean endedBefore = request.deployment().isEmpty()
                && deployment().filter(ServiceDeploymentState::hasEnded).isPresent();
        Optional<DeploymentId> followed = endedBefore ? Optional.empty() : id;
        if (endedBefore) {
            seen.forgetDeployment();
        }
        seen.followEvents(
                followed.flatMap(this::createdAt).or(() -> deployment().flatMap(ServiceDeploymentState::createdAt)),
                request.reported());
        judge = OutcomeJudge.of(followed, request.desiredCount(), service());
    }

    private boolean mayNotBeListedYet(DeploymentId id) {
        return createdAt(id)
                .filter(created -> created.isAfter(pace.now().minus(NOT_LISTED)))
                .isPresent();
    }

    /** Whether failFast has to find out if the deployment can still succeed. */
    boolean isInTrouble() {
        return request.failFast()
                && !ending.isUnrecoverable()
                && seen.hasNewTrouble(deploymentId())
                && deployment().filter(ServiceDeploymentState::goesForward).isPresent();
    }

    void markUnrecoverable(String cause) {
        ending.markUnrecoverable();
        listener.unrecoverable(deployment().orElseThrow(), cause);
    }

    /** The gate that it is paused at, if that was not reported before. */
    Optional<Gate> newGate() {
        return seen.newGate();
    }

    /** Says once which Lambda hooks keep the deployment waiting for long. */
    void reportSlowHooks() {
        seen.newSlowHooks(pace.now()).ifPresent(hooks -> note("The deployment makes no progress. " + hooks));
    }

    void pausedAt(Gate gate) {
        seen.reported(gate);
        listener.paused(gate);
    }

    /** Reads the health of the targets if it is shown and may have changed. */
    void showTargets(Function<ServiceState, Optional<TargetCounts>> reader) {
        seen.showTargets(reader, listener, pace.now());
    }

    /** Nothing has ended: sets when to poll again, or ends the wait if its time is over. */
    Optional<Verdict> continueOrTimeOut() {
        if (pace.isOver()) {
            return Optional.of(ending.timedOut(settled(), observation()));
        }
        seen.forgetEvents();
        pace.next(seen);
        return Optional.empty();
    }

    /** What may succeed later is reported to the listener; anything else ends the wait. */
    Optional<Verdict> pollFailed(RuntimeException failed) {
        boolean retryable = failed instanceof AwsCallException call && call.isRetryable();
        if (!retryable || pace.isOver() && seen.isFirstPoll()) {
            ending.failed(failed);
            return Optional.empty();
        }
        Duration next = pace.nextAfterFailure();
        if (pace.isOver()) {
            Instant since = pace.failingSince().orElseThrow();
            return Optional.of(ending.timedOutWithoutAnswer(settled(), observation(), since, failed.getMessage()));
        }
        listener.pollFailed(failed.getMessage(), next);
        return Optional.empty();
    }

    void failed(RuntimeException why) {
        ending.failed(why);
    }

    void end(Verdict verdict, Optional<Gate> gate, FailureDiagnosis failures) {
        OutcomeJudge followed = settled();
        ending.ended(
                followed,
                new WatchResult(verdict, followed.deployment(), observation(), pace.waited(), gate, failures));
        seen.forgetEvents();
    }

    // When it polls next, and how it has ended

    Instant due() {
        return pace.due();
    }

    /** How long before it is due it may be polled, to fill a call that is made anyway. */
    Duration early() {
        return pace.early(seen);
    }

    boolean hasEnded() {
        return ending.hasEnded();
    }

    Optional<WatchResult> result() {
        return ending.result();
    }

    Optional<RuntimeException> failure() {
        return ending.failure();
    }

    private OutcomeJudge settled() {
        return Objects.requireNonNull(judge, "no poll was completed yet");
    }

    private ServiceState service() {
        return seen.service();
    }

    private Optional<ServiceDeploymentState> deployment() {
        return seen.deployment();
    }

    private Observation observation() {
        return seen.observation(pace.now());
    }
}
