package io.jenkins.plugins.ecsdeploy.operations.await.saved;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.update.request.UnansweredUpdate;
import io.jenkins.plugins.ecsdeploy.watch.ReportedEvents;
import io.jenkins.plugins.ecsdeploy.watch.WatchRequest;
import io.jenkins.plugins.ecsdeploy.watch.WatchResult;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known about one wait, as it is saved with the build: which deployment, until when, which events were reported,
 * and how it ended. It holds no credentials.
 */
public final class WaitState implements Serializable {

    private static final long serialVersionUID = 1L;

    /** For the deployment that brings an earlier task definition back: the wait's own time may be over. */
    private static final Duration LONGEST_ROLLBACK = Duration.ofMinutes(30);

    private final ServiceRef service;
    private final AwaitTerms terms;
    private final boolean changed;

    @CheckForNull
    private final Integer desiredCount;

    @CheckForNull
    private final String previousTaskDefinition;

    private final ReportedEvents reported;

    /** The build's update, until it is known what it started. */
    @CheckForNull
    private UnansweredUpdate unanswered;

    @CheckForNull
    private DeploymentId deployment;

    @CheckForNull
    private String deploymentArn;

    private String stage = "";
    private long durationSeconds;

    @CheckForNull
    private SavedGate gate;

    /** What of the wait has asked ECS for the rollback: after a restart it must not ask again. */
    @CheckForNull
    private String rollbackAskedBy;

    /** Why the deployment failed, once the rollback that onFailure asks for is due. */
    @CheckForNull
    private String whyFailed;

    /** The deployment that brings the previous task definition back. */
    @CheckForNull
    private DeploymentId rollback;

    @CheckForNull
    private Outcome outcome;

    /** Of the outcome, or why AWS could not be polled to the end. */
    @CheckForNull
    private String reason;

    /** What the service was set to run, if the update started no deployment. */
    @CheckForNull
    private final String taskDefinition;

    WaitState(ServiceToAwait known, AwaitTerms terms) {
        this.service = known.service();
        this.terms = terms;
        this.changed = known.changed();
        this.desiredCount =
                known.desiredCount().isPresent() ? known.desiredCount().getAsInt() : null;
        this.previousTaskDefinition = known.previousTaskDefinition().orElse(null);
        this.reported = known.reported();
        this.deployment = known.deployment().orElse(null);
        this.unanswered = known.unanswered().orElse(null);
        this.taskDefinition =
                known.unanswered().isPresent() ? null : known.taskDefinition().orElse(null);
    }

    public ServiceRef service() {
        return service;
    }

    public AwaitTerms terms() {
        return terms;
    }

    public Optional<String> previousTaskDefinition() {
        return Optional.ofNullable(previousTaskDefinition);
    }

    /** The events that are in the build's log already. */
    public ReportedEvents reported() {
        return reported;
    }

    /** What is or was followed; empty if only the counts are. */
    public synchronized Optional<DeploymentId> deployment() {
        return Optional.ofNullable(deployment);
    }

    /** ARN of the service deployment that is in progress, as far as it is known. */
    public synchronized Optional<String> deploymentArn() {
        return Optional.ofNullable(deploymentArn);
    }

    /** Ends a message about a wait that ended early; empty if it follows no deployment. */
    public synchronized String leftAlone() {
        return deployment == null || reason != null ? "" : " The deployment is still in progress and was not touched.";
    }

    public synchronized boolean hasEnded() {
        return reason != null;
    }

    /** Whether the deployment has failed and its rollback has not begun. */
    public synchronized boolean awaitsRollback() {
        return whyFailed != null && rollback == null;
    }

    /** The build's update, if its answer was lost and it has to be looked for. */
    public synchronized Optional<UnansweredUpdate> unanswered() {
        return Optional.ofNullable(unanswered);
    }

    /** What the update asked for, if it was the count. */
    public OptionalInt desiredCount() {
        return desiredCount == null ? OptionalInt.empty() : OptionalInt.of(desiredCount);
    }

    /** The update was carried out. @param started empty if it starts none */
    public synchronized void carriedOut(Optional<DeploymentId> started) {
        deployment = started.orElse(null);
        unanswered = null;
    }

    /** It stays unknown whether the update was carried out. @param why and what to check */
    public synchronized void unknown(String why) {
        settle(new Verdict(Outcome.UNKNOWN, why));
    }

    public synchronized WatchRequest request(Instant now) {
        if (rollback != null) {
            return new WatchRequest(service, Optional.of(rollback), LONGEST_ROLLBACK).continuing(reported);
        }
        Duration left = Duration.between(now, terms.deadline());
        return new WatchRequest(
                service,
                Optional.ofNullable(deployment),
                left.isNegative() ? Duration.ZERO : left,
                terms.until(),
                desiredCount(),
                terms.failFast() && rollbackAskedBy == null,
                reported,
                Optional.ofNullable(previousTaskDefinition));
    }

    /** @return whether something is new that must be known after a restart */
    public synchronized boolean observed(Observation seen, String newStage) {
        stage = newStage;
        Optional<ServiceDeploymentState> now = seen.serviceDeployment();
        if (deployment == null && rollback == null) {
            deployment = now.flatMap(ServiceDeploymentState::deployment).orElse(null);
        }
        String arn = now.map(ServiceDeploymentState::arn).orElse(deploymentArn);
        boolean isNew = arn != null && !arn.equals(deploymentArn);
        deploymentArn = arn;
        return isNew;
    }

    /** @return whether the wait is over; otherwise the previous task definition is to be brought back first */
    public synchronized boolean end(WatchResult watched) {
        WatchResult result = changed ? watched : watched.ofUnchangedService();
        durationSeconds += result.waited().toSeconds();
        if (rollback != null) {
            settle(FailureVerdict.after(String.valueOf(whyFailed), result.verdict()));
            return true;
        }
        Optional<Verdict> superseded = superseded(result);
        if (superseded.isPresent()) {
            settle(superseded.get());
            return true;
        }
        deployment = result.deployment().orElse(null);
        gate = result.gate().map(SavedGate::of).orElse(null);
        if (terms.rollBackOnFailure() && FailureVerdict.needsRollback(result.outcome())) {
            whyFailed = result.reason();
            return false;
        }
        settle(new Verdict(result.outcome(), result.reason()));
        return true;
    }

    /** What becomes of another update's task definition is no success of this build, and no failure to roll back. */
    private Optional<Verdict> superseded(WatchResult result) {
        String now = result.last().taskDefinition();
        return taskDefinition == null || now.isEmpty() || now.equals(taskDefinition)
                ? Optional.empty()
                : Optional.of(new Verdict(
                        Outcome.SUPERSEDED,
                        "Superseded by a later update: the service is set to run " + Arn.name(now) + " now, instead of "
                                + Arn.name(taskDefinition) + "."));
    }

    /** The wait itself has asked ECS to roll the deployment back. @param parameter that says so */
    public synchronized void rollbackAsked(String parameter) {
        rollbackAskedBy = parameter;
    }

    public synchronized Optional<String> rollbackAskedBy() {
        return Optional.ofNullable(rollbackAskedBy);
    }

    /** Whether the deployment has failed and its rollback is in progress. */
    public synchronized boolean isRollingBack() {
        return rollback != null && !hasEnded();
    }

    /** The rollback after a failure has begun and is followed from now on. */
    public synchronized void rolledBackBy(DeploymentId started) {
        rollback = started;
        deploymentArn = null;
    }

    public synchronized void notRolledBack(String why) {
        settle(new Verdict(Outcome.FAILED, whyFailed + " NOT rolled back: " + why));
    }

    /** AWS can't be asked to the end. */
    public synchronized void breakOff(String why) {
        reason =
                whyFailed == null ? why : whyFailed + " Whether the rollback of onFailure succeeded is unknown: " + why;
    }

    private void settle(Verdict verdict) {
        outcome = verdict.outcome();
        reason = verdict.reason();
    }

    /** Of a wait that has ended. */
    public synchronized ServiceResult result() {
        return new ServiceResult(
                service,
                Optional.ofNullable(outcome),
                String.valueOf(reason),
                stage,
                Optional.ofNullable(gate).map(SavedGate::gate),
                durationSeconds);
    }
}
