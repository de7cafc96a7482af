package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.FailureDiagnosis;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.FailureReader;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;
import io.jenkins.plugins.ecsdeploy.watch.state.DeploymentFinder;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.TargetHealthReader;
import io.jenkins.plugins.ecsdeploy.watch.state.TestEndpoints;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One look for many waits of one connection, in as few calls as the services allow. What goes wrong for one wait is told
 * to that one alone.
 */
final class PollRound {

    private final StateReader states;
    private final CodeDeployReader codeDeploy;
    private final DeploymentFinder finder;
    private final SuccessCheck proof;
    private final FailureReader failures;
    private final TestEndpoints testEndpoints;
    private boolean throttled;

    /** @param onCall run before each call to AWS */
    PollRound(AwsClients clients, Runnable onCall) {
        states = new StateReader(clients, onCall);
        codeDeploy = new CodeDeployReader(clients, onCall);
        finder = new DeploymentFinder(clients.ecs(), onCall);
        proof = new SuccessCheck(new TargetHealthReader(clients, onCall));
        failures = new FailureReader(clients, onCall);
        testEndpoints = new TestEndpoints(clients, onCall);
    }

    /** Looks once for each; afterwards each has ended, or knows when it is due again. */
    void look(Collection<DeploymentWatch> watches) {
        Looks looks = new Looks(watches);
        // Whose service is known from an earlier look: then one call describes the deployments of old and new ones.
        Set<DeploymentWatch> sought =
                new HashSet<>(looks.of(watch -> watch.toBeFound().isPresent()));
        looks.each(sought::contains, this::find);
        states.deployments(looks.of(watch -> watch.deploymentArn().isPresent()), looks);
        codeDeploy.read(looks.of(watch -> watch.codeDeployId().isPresent()), looks);
        states.services(looks.of(DeploymentWatch::needsService), looks.of(DeploymentWatch::mayReadService), looks);
        codeDeploy.read(looks.of(watch -> watch.codeDeployInProgress().isPresent()), looks);
        List<DeploymentWatch> found =
                looks.each(watch -> !sought.contains(watch) && watch.toBeFound().isPresent(), this::find);
        states.deployments(
                found.stream()
                        .filter(watch -> watch.deploymentArn().isPresent())
                        .toList(),
                looks);
        states.services(
                looks.only(
                        found,
                        watch -> watch.deployment()
                                .filter(ServiceDeploymentState::hasEnded)
                                .isPresent()),
                List.of(),
                looks);
        states.revisions(looks.of(watch -> watch.toBeProved().isPresent()), looks);
        looks.each(watch -> true, this::conclude);
        throttled |= looks.throttled;
    }

    /** Whether AWS refused a call because there were too many. */
    boolean wasThrottled() {
        return throttled;
    }

    private void find(DeploymentWatch watch) {
        DeploymentId id = watch.toBeFound().orElseThrow();
        Optional<String> arn = watch.followsWhatGoesOn() ? finder.findGoingBack(watch.ref()) : Optional.empty();
        arn = arn.or(() -> finder.find(watch.ref(), id, watch.createdAt(id)));
        if (arn.isEmpty()) {
            arn = watch.unlisted(id)
                    .flatMap(own -> finder.findByTaskDefinition(
                            watch.ref(), own, watch.service().deployments()));
            arn.ifPresent(found -> watch.note("ECS lists no service deployment under the number of " + id
                    + ". Followed instead: " + found + ", which was created with it and brings the same task"
                    + " definition."));
        }
        arn.ifPresent(watch::foundAs);
    }

    private void conclude(DeploymentWatch watch) {
        Optional<Verdict> verdict = watch.consider().flatMap(found -> proof.of(watch, found));
        if (verdict.isEmpty()) {
            tellGate(watch);
            failFast(watch);
            verdict = watch.goOn();
        }
        verdict.ifPresent(found -> end(watch, found));
    }

    private void end(DeploymentWatch watch, Verdict verdict) {
        Optional<Gate> gate = watch.gate().map(at -> testEndpoints.in(at, watch.service()));
        FailureDiagnosis why =
                switch (verdict.outcome()) {
                    case FAILED, ROLLED_BACK, TIMED_OUT -> gate.isPresent() ? FailureDiagnosis.NONE : why(watch);
                    default -> FailureDiagnosis.NONE; // what superseded or stopped a deployment is told by the verdict
                };
        Verdict told = verdict.outcome() == Outcome.PAUSED
                ? new Verdict(Outcome.PAUSED, gate.map(Gate::describe).orElse(verdict.reason()))
                : verdict;
        watch.end(told, gate, why);
    }

    private FailureDiagnosis why(DeploymentWatch watch) {
        return watch.startedBy()
                .map(by -> failures.read(watch.ref(), by, watch.service(), watch.eventsSinceStart()))
                .orElse(FailureDiagnosis.NONE);
    }

    private void tellGate(DeploymentWatch watch) {
        if (watch.hasNewGate()) {
            watch.pausedAt(testEndpoints.in(watch.gate().orElseThrow(), watch.service()));
        }
    }

    private void failFast(DeploymentWatch watch) {
        if (watch.failFast() && watch.hasNewTrouble()) {
            why(watch).unrecoverable().ifPresent(watch::isHopeless);
        }
    }

    /** The waits of one round; one that has failed in it is out of it. */
    static final class Looks {

        private final List<DeploymentWatch> all;
        private final Set<DeploymentWatch> out = new HashSet<>();
        private boolean throttled;

        private Looks(Collection<DeploymentWatch> watches) {
            all = List.copyOf(watches);
        }

        List<DeploymentWatch> of(Predicate<DeploymentWatch> wanted) {
            return only(all, wanted);
        }

        List<DeploymentWatch> only(List<DeploymentWatch> some, Predicate<DeploymentWatch> wanted) {
            return some.stream()
                    .filter(watch -> !out.contains(watch))
                    .filter(wanted)
                    .toList();
        }

        /** @return those that it was done for */
        List<DeploymentWatch> each(Predicate<DeploymentWatch> wanted, Consumer<DeploymentWatch> step) {
            List<DeploymentWatch> some = of(wanted);
            for (DeploymentWatch watch : some) {
                try {
                    step.accept(watch);
                } catch (RuntimeException failed) {
                    failed(watch, failed);
                }
            }
            return only(some, watch -> true);
        }

        void failed(DeploymentWatch watch, RuntimeException why) {
            out.add(watch);
            throttled |= why instanceof AwsCallException call && call.kind() == AwsCallException.Kind.THROTTLED;
            watch.lookFailed(why).ifPresent(over -> watch.end(over, Optional.empty(), FailureDiagnosis.NONE));
        }

        /** Whether the refusal of a call for many may be meant for one of them alone. */
        boolean mayBeForOne(RuntimeException failed, int asked) {
            return asked > 1
                    && failed instanceof AwsCallException call
                    && (call.kind() == AwsCallException.Kind.ACCESS_DENIED
                            || call.kind() == AwsCallException.Kind.REFUSED);
        }
    }
}
