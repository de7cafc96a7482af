package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.CodeDeployFinder;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.Deployments;
import io.jenkins.plugins.ecsdeploy.ecs.Limits;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.FailureDiagnosis;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.FailureReader;
import io.jenkins.plugins.ecsdeploy.watch.health.TargetHealthReader;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;
import io.jenkins.plugins.ecsdeploy.watch.state.Answers;
import io.jenkins.plugins.ecsdeploy.watch.state.CodeDeployReader;
import io.jenkins.plugins.ecsdeploy.watch.state.DeploymentFinder;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceState;
import io.jenkins.plugins.ecsdeploy.watch.state.StateReader;
import io.jenkins.plugins.ecsdeploy.watch.state.TestEndpoints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/**
 * One poll for many waits of one connection, in as few calls as the APIs allow. A failure that concerns one wait
 * reaches only that one.
 */
final class PollRound {

    private final StateReader states;
    private final CodeDeployReader codeDeploy;
    private final CodeDeployFinder codeDeployFinder;
    private final DeploymentFinder finder;
    private final TargetHealthReader targets;
    private final SuccessCheck successCheck;
    private final FailureReader failures;
    private final TestEndpoints testEndpoints;
    private boolean throttled;

    /** @param onCall run before each call to AWS */
    PollRound(AwsClients clients, Runnable onCall) {
        states = new StateReader(clients, onCall);
        codeDeploy = new CodeDeployReader(clients, onCall);
        codeDeployFinder = new CodeDeployFinder(clients, onCall);
        finder = new DeploymentFinder(clients.ecs(), onCall);
        targets = new TargetHealthReader(clients, onCall);
        successCheck = new SuccessCheck(targets);
        failures = new FailureReader(clients, onCall);
        testEndpoints = new TestEndpoints(clients, onCall);
    }

    /** Polls once for each; afterwards each has ended, or knows when it is due again. */
    void poll(Collection<DeploymentWatch> watches) {
        RoundMembers members = new RoundMembers(watches);
        // Their service is known from an earlier poll: then one call describes the deployments of old and new ones.
        Set<DeploymentWatch> sought =
                new HashSet<>(members.of(watch -> watch.toBeFound().isPresent()));
        members.each(sought::contains, this::find);
        readDeployments(members.of(PollRound::isFound), members);
        readCodeDeploy(DeploymentWatch::codeDeployId, members);
        readServices(
                withOthers(members.of(DeploymentWatch::needsService), members.of(DeploymentWatch::mayReadService)),
                members);
        members.each(watch -> watch.seen().isFirstPoll(), PollRound::refuseOtherTools);
        members.each(DeploymentWatch::asksCodeDeploy, this::findCodeDeploy);
        readCodeDeploy(DeploymentWatch::codeDeployInProgress, members);
        List<DeploymentWatch> foundNow = members.each(
                watch -> !sought.contains(watch) && watch.toBeFound().isPresent(), this::find);
        readDeployments(members.of(foundNow, PollRound::isFound), members);
        readServices(members.of(foundNow, PollRound::hasDeploymentEnded), members);
        readRevisions(members);
        members.each(watch -> watch.seen().stoppedOneCreatedAt().isPresent(), this::findNext);
        members.each(watch -> true, this::conclude);
        throttled |= members.wasThrottled();
    }

    /** Whether AWS refused a call because there were too many. */
    boolean wasThrottled() {
        return throttled;
    }

    private static boolean isFound(DeploymentWatch watch) {
        return watch.seen().deploymentArn().isPresent();
    }

    private static boolean hasDeploymentEnded(DeploymentWatch watch) {
        return watch.seen()
                .deployment()
                .filter(ServiceDeploymentState::hasEnded)
                .isPresent();
    }

    private void find(DeploymentWatch watch) {
        DeploymentId id = watch.toBeFound().orElseThrow();
        Optional<String> arn = watch.followsWhatIsInProgress() ? finder.findRollingBack(watch.ref()) : Optional.empty();
        arn = arn.or(() -> finder.find(watch.ref(), id, watch.createdAt(id)));
        if (arn.isEmpty()) {
            arn = watch.unlisted(id)
                    .flatMap(own -> finder.findByTaskDefinition(
                            watch.ref(), own, watch.seen().service().deployments()));
            arn.ifPresent(found -> watch.note("ECS lists no service deployment with the number of " + id
                    + ". Following " + found + " instead, which was created with it and has the same task"
                    + " definition."));
        }
        arn.ifPresent(watch.seen()::deploymentFound);
    }

    /** @throws ServiceRefusedException if neither ECS nor CodeDeploy deploys the service */
    private static void refuseOtherTools(DeploymentWatch watch) {
        watch.seen()
                .knownService()
                .flatMap(service -> Deployments.refusal(watch.ref(), service.controller()))
                .ifPresent(why -> {
                    throw new ServiceRefusedException(why);
                });
    }

    private void findNext(DeploymentWatch watch) {
        finder.findNext(watch.ref(), watch.seen().stoppedOneCreatedAt().orElseThrow())
                .ifPresent(watch.seen()::nextFound);
    }

    /** What may not be listed is looked for in the task sets, which show it later. */
    private void findCodeDeploy(DeploymentWatch watch) {
        ServiceState service = watch.seen().service();
        try {
            codeDeployFinder
                    .inProgress(codeDeployFinder.group(watch.ref(), service.creators()))
                    .ifPresent(watch.seen()::codeDeployFound);
        } catch (AwsCallException unreadable) {
            if (unreadable.isRetryable()) {
                throw unreadable;
            }
            service.newestCreator().ifPresent(watch.seen()::codeDeployFound);
            watch.note("Whether CodeDeploy is about to deploy the service is unknown: " + unreadable.getMessage());
        }
    }

    private void readDeployments(List<DeploymentWatch> found, RoundMembers members) {
        Function<DeploymentWatch, String> arn =
                watch -> watch.seen().deploymentArn().orElseThrow();
        members.take(found, arn, states.deployments(found.stream().map(arn).toList()), DeploymentWatch::deploymentRead);
    }

    private void readCodeDeploy(Function<DeploymentWatch, Optional<DeploymentId>> id, RoundMembers members) {
        List<DeploymentWatch> asked = members.of(watch -> id.apply(watch).isPresent());
        Map<DeploymentId, ServiceRef> deployments = new HashMap<>();
        asked.forEach(watch -> deployments.put(id.apply(watch).orElseThrow(), watch.ref()));
        Answers<DeploymentId, ServiceDeploymentState> answers = codeDeploy.read(deployments);
        members.take(asked, watch -> id.apply(watch).orElseThrow(), answers, DeploymentWatch::deploymentRead);
    }

    private void readServices(List<DeploymentWatch> asked, RoundMembers members) {
        members.take(
                asked,
                DeploymentWatch::ref,
                states.services(asked.stream().map(DeploymentWatch::ref).toList()),
                DeploymentWatch::serviceRead);
    }

    /** With those of the others that were read longest ago, as many as fit into the calls that are made anyway. */
    private static List<DeploymentWatch> withOthers(List<DeploymentWatch> watches, List<DeploymentWatch> others) {
        Map<String, Integer> room = new HashMap<>();
        watches.forEach(watch -> room.merge(
                watch.ref().cluster(), Limits.SERVICES_PER_DESCRIBE - 1, (left, more) -> left == 0 ? more : left - 1));
        List<DeploymentWatch> filled = new ArrayList<>(watches);
        others.stream()
                .sorted(Comparator.comparing(watch -> watch.seen().serviceReadAt()))
                .filter(watch -> room.getOrDefault(watch.ref().cluster(), 0) > 0)
                .forEach(watch -> {
                    room.merge(watch.ref().cluster(), 0, (left, none) -> left - 1);
                    filled.add(watch);
                });
        return filled;
    }

    /** A revision that may not be read proves nothing, and the log says so. */
    private void readRevisions(RoundMembers members) {
        List<DeploymentWatch> asked =
                members.of(watch -> watch.seen().revisionToCheck().isPresent());
        Answers<String, ServiceRevision> answers = states.revisions(asked.stream()
                .map(watch -> watch.seen().revisionToCheck().orElseThrow())
                .toList());
        for (DeploymentWatch watch : asked) {
            String arn = watch.seen().revisionToCheck().orElseThrow();
            answers.of(arn).ifPresent(watch.seen()::revisionRead);
            answers.failure(arn).ifPresent(why -> {
                if (why instanceof AwsCallException call && !call.isRetryable()) {
                    watch.note("The digest of the running image was not verified: " + call.getMessage());
                } else {
                    members.failed(watch, why);
                }
            });
        }
    }

    private void conclude(DeploymentWatch watch) {
        Optional<Verdict> considered = watch.consider();
        readTargets(watch);
        Optional<Verdict> verdict = considered.flatMap(found -> successCheck.of(watch, found));
        if (verdict.isEmpty()) {
            reportGate(watch);
            watch.reportSlowHooks();
            failFast(watch);
            verdict = watch.continueOrTimeOut();
        }
        verdict.ifPresent(found -> end(watch, found));
    }

    /** Only to be shown: what can't be read now is read with the next change, and what may not be read never. */
    private void readTargets(DeploymentWatch watch) {
        try {
            watch.showTargets(targets::counts);
        } catch (AwsCallException unread) {
            throttled |= unread.kind() == AwsCallException.Kind.THROTTLED;
            if (!unread.isRetryable()) {
                watch.seen().targetsRefused();
            }
        }
    }

    private void end(DeploymentWatch watch, Verdict verdict) {
        Optional<Gate> gate =
                watch.seen().gate().map(at -> testEndpoints.in(at, watch.seen().service()));
        FailureDiagnosis why =
                switch (verdict.outcome()) {
                    case FAILED, ROLLED_BACK, TIMED_OUT -> gate.isPresent() ? FailureDiagnosis.NONE : why(watch);
                    default -> FailureDiagnosis.NONE; // the verdict says what superseded or stopped a deployment
                };
        Verdict withEndpoint = verdict.outcome() == Outcome.PAUSED
                ? new Verdict(Outcome.PAUSED, gate.map(Gate::describe).orElse(verdict.reason()))
                : verdict;
        watch.end(withEndpoint, gate, why);
    }

    private FailureDiagnosis why(DeploymentWatch watch) {
        return watch.startedBy()
                .map(by -> failures.read(
                        watch.ref(), by, watch.seen().service(), watch.seen().eventsSinceStart()))
                .orElse(FailureDiagnosis.NONE);
    }

    private void reportGate(DeploymentWatch watch) {
        watch.newGate()
                .ifPresent(gate ->
                        watch.pausedAt(testEndpoints.in(gate, watch.seen().service())));
    }

    private void failFast(DeploymentWatch watch) {
        if (watch.isInTrouble()) {
            why(watch).unrecoverable().ifPresent(watch::markUnrecoverable);
        }
    }
}
