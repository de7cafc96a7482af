package io.jenkins.plugins.ecsdeploy.chaos;

import io.jenkins.plugins.ecsdeploy.chaos.Mismatch.Kind;
import io.jenkins.plugins.ecsdeploy.chaos.fault.FaultKind;
import io.jenkins.plugins.ecsdeploy.chaos.fault.Mood;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares what a build said and did with what is so. */
final class Comparison {

    /** Between the end of a deployment and the build's knowing it, while faults pass. */
    private static final Duration SOON = Duration.ofMinutes(3);

    private static final Set<String> GREEN = Set.of("SUCCEEDED", "REACHED", "PAUSED", "UNCHANGED");

    private final Story story;
    private final Mood mood;
    private final World world;
    private final List<Call> calls;
    private final BuildReport report;
    private final List<Mismatch> found = new ArrayList<>();

    Comparison(Story story, Mood mood, World world, List<Call> calls, BuildReport report) {
        this.story = story;
        this.mood = mood;
        this.world = world;
        this.calls = calls;
        this.report = report;
    }

    /** Right after the build's end. */
    List<Mismatch> atTheEnd() {
        Truth truth = new Truth(world, calls);
        report.broken().ifPresent(bug -> add(Kind.BROKE, report.step() + ": " + bug));
        effects(truth);
        repeated();
        update(truth);
        if (report.result().isPresent()) {
            outcome(truth);
        }
        if (mood.mustFindOut() && !report.killed() && !report.isAborted()) {
            report.failure().ifPresent(this::gaveUp);
        }
        return List.copyOf(found);
    }

    /** An hour later, when nothing has disturbed the clean-up. */
    List<Mismatch> muchLater() {
        found.clear();
        Truth truth = new Truth(world, calls);
        if (truth.hasPauseHooks()) {
            add(Kind.LEFT_BEHIND, "a pause hook in the service, of which the build says " + hooksOf(report));
        }
        if (world.othersDid().filter(FaultKind.SETTINGS_CHANGED::equals).isPresent()
                && truth.service().deploymentConfiguration().maximumPercent() != World.OTHER_MAXIMUM_PERCENT) {
            add(Kind.UNDID_OTHERS, "maximumPercent, which somebody set meanwhile, was set back");
        }
        if (report.isAborted()
                && report.says("Asked ECS to roll back")
                && truth.started().size() > 1) {
            add(Kind.WRONG_OUTCOME, "the abort stopped the rollback that was in progress already");
        } else if (report.isAborted() && report.says("Asked ECS to roll back")) {
            Truth.End end = truth.end(0);
            if (end != Truth.End.ROLLED_BACK
                    && end != Truth.End.ROLLBACK_FAILED
                    && world.othersDid().isEmpty()) {
                add(Kind.WRONG_OUTCOME, "the abort says that ECS was asked to roll back, and the deployment is " + end);
            }
        }
        return List.copyOf(found);
    }

    private static List<String> hooksOf(BuildReport report) {
        return report.log().stream().filter(line -> line.contains("pause hook")).toList();
    }

    private void effects(Truth truth) {
        atMost(1, "ecs:RegisterTaskDefinition");
        int starts = story.startsADeployment() || world.othersDid().isPresent() ? 1 : 0;
        int most = starts + (story.rollBackOnFailure() ? 1 : 0);
        if (truth.started().size() > most) {
            add(Kind.TOO_MANY_EFFECTS, "started " + truth.started() + ": " + mutating());
        }
        int stops = (story.failFast() ? 1 : 0) + (report.isAborted() ? 1 : 0); // each asks for itself
        atMost(stops, "ecs:StopServiceDeployment");
        atMost(stops, "codedeploy:StopDeployment");
        atMost(story.answer().isPresent() ? 1 : 0, "ecs:ContinueServiceDeployment");
        atMost(story.answer().isPresent() ? 1 : 0, "codedeploy:ContinueDeployment");
        if (world.otherDeployment().isPresent() && truth.didOthersComeLater() && replacedKnowingly()) {
            add(Kind.UNDID_OTHERS, "deployed again after it could see somebody else's update: " + mutating());
        }
    }

    /** Another update can always come between a look and what is sent; but not before the look. */
    private boolean replacedKnowingly() {
        boolean sawIt = false;
        for (Call call : calls.subList(Math.min(world.othersActedAt(), calls.size()), calls.size())) {
            if (sawIt && call.started().isPresent()) {
                return true;
            }
            sawIt |= call.is("ecs:DescribeServices") && call.status() == 200 && call.wasAnswered();
        }
        return false;
    }

    private void atMost(int most, String operation) {
        long effects = calls.stream()
                .filter(call -> call.is(operation) && call.tookEffect())
                .count();
        if (effects > most) {
            add(Kind.TOO_MANY_EFFECTS, effects + " times " + operation + " instead of " + most + ": " + mutating());
        }
    }

    private List<Call> mutating() {
        return calls.stream().filter(Call::isMutating).toList();
    }

    private void repeated() {
        for (int i = 0; i < calls.size(); i++) {
            Call lost = calls.get(i);
            if (!lost.isMutating() || !lost.answerWasLost()) {
                continue;
            }
            boolean looked = false;
            for (Call later : calls.subList(i + 1, calls.size())) {
                looked |= !later.isMutating() && later.wasAnswered();
                if (later.is(lost.operation()) && later.request().equals(lost.request())) {
                    if (!looked) {
                        add(Kind.REPEATED_BLINDLY, lost + " then " + later);
                    }
                    break;
                }
            }
        }
    }

    private void update(Truth truth) {
        boolean did = calls.stream()
                .anyMatch(call ->
                        (call.is("ecs:UpdateService") || call.is("codedeploy:CreateDeployment")) && call.tookEffect());
        if (did && report.says("Not updated: ")) {
            add(Kind.WRONG_ABOUT_UPDATE, "it says \"Not updated\", and it did: " + mutating());
        }
        if (report.updated().isEmpty()) {
            return;
        }
        Optional<String> said = report.updated().get().deployment().map(DeploymentId::value);
        Optional<String> real = truth.started().stream().findFirst();
        if (!said.equals(real)) {
            add(Kind.WRONG_ABOUT_UPDATE, "it says that it started " + said + ", and it started " + real);
        }
    }

    private void gaveUp(Exception why) {
        boolean answeredTooLate =
                report.step().equals("continueDeployment") && world.othersDid().isPresent();
        if (!answeredTooLate) {
            add(Kind.GAVE_UP, report.step() + ": " + why.getMessage());
        }
    }

    private void outcome(Truth truth) {
        String outcome = report.outcome().map(Enum::name).orElse("");
        if (outcome.isEmpty()) {
            if (mood.mustFindOut()) {
                add(Kind.GAVE_UP, "awaitSteady: " + report.result().get().reason());
            }
            return;
        }
        Expectation expected = new Expectation(story, world, report, truth);
        boolean isOpen = outcome.equals("UNKNOWN") || outcome.equals("TIMED_OUT");
        if (isOpen && !mood.mustFindOut()) {
            return;
        }
        if (outcome.equals("TIMED_OUT") && report.isOverdue() && !expected.endedBefore(SOON)) {
            return;
        }
        if (!expected.outcomes().contains(outcome)) {
            add(
                    Kind.WRONG_OUTCOME,
                    (GREEN.contains(outcome) ? "GREEN " : "")
                            + report.result().get().summary() + " The truth is " + expected);
        } else if (story.ecsRollsBack() && report.result().get().reason().contains("Rollback is off")) {
            add(
                    Kind.WRONG_OUTCOME,
                    "Rollback is on, and it says: " + report.result().get().summary());
        } else if (report.until().equals(Until.COMPLETE) && outcome.equals("SUCCEEDED")) {
            expected.missingTasks().ifPresent(missing -> add(Kind.WRONG_OUTCOME, "GREEN " + missing));
        }
    }

    private void add(Kind kind, String text) {
        found.add(new Mismatch(kind, text));
    }
}
