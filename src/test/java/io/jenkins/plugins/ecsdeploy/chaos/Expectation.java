package io.jenkins.plugins.ecsdeploy.chaos;

import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Which outcomes are true of what became of the service. */
final class Expectation {

    private static final Set<String> SHIFTED =
            Set.of("POST_PRODUCTION_TRAFFIC_SHIFT", "BAKE_TIME", "CLEAN_UP", "PRODUCTION_TRAFFIC_SHIFT");

    private final Story story;
    private final World world;
    private final BuildReport report;
    private final Truth truth;
    private final Truth.End end;

    Expectation(Story story, World world, BuildReport report, Truth truth) {
        this.story = story;
        this.world = world;
        this.report = report;
        this.truth = truth;
        this.end = truth.end(0);
    }

    Set<String> outcomes() {
        return switch (end) {
            case NOT_STARTED -> withoutDeployment();
            case SUCCESSFUL ->
                report.until().equals(Until.COMPLETE) ? Set.of("SUCCEEDED") : Set.of("SUCCEEDED", "REACHED");
            case ROLLED_BACK -> Set.of("ROLLED_BACK");
            case ROLLBACK_FAILED -> afterFailure();
            case STOPPED -> stopped();
            case FAILED -> afterFailure();
            case IN_PROGRESS -> inProgress();
        };
    }

    private Set<String> withoutDeployment() {
        int asked = story.desiredCount();
        if (story.startsADeployment()) {
            return Set.of();
        }
        if (asked > 0 && truth.service().desiredCount() != asked) {
            return Set.of("SUPERSEDED");
        }
        if (world.otherDeployment().isPresent()) {
            return truth.didLookSinceOthersActed()
                    ? Set.of("SUPERSEDED")
                    : Set.of("SUPERSEDED", "UNCHANGED", "SUCCEEDED");
        }
        if (!truth.isSteadyWith("webshop:1", asked)) {
            return Set.of();
        }
        return asked > 0 ? Set.of("SUCCEEDED") : Set.of("UNCHANGED");
    }

    private Set<String> stopped() {
        if (story.isCodeDeploy()) {
            return Set.of("STOPPED");
        }
        if (truth.isReplacedByOthers()) {
            return truth.hadFailed() ? Set.of("SUPERSEDED", "FAILED") : Set.of("SUPERSEDED");
        }
        return afterFailure();
    }

    /** If the build rolls back itself, that decides. */
    private Set<String> afterFailure() {
        return truth.end(1) == Truth.End.SUCCESSFUL ? Set.of("ROLLED_BACK") : Set.of("FAILED");
    }

    private Set<String> inProgress() {
        if (report.until().equals(Until.TRAFFIC_SHIFTED) && SHIFTED.contains(truth.stage())) {
            return Set.of("REACHED");
        }
        return report.until().equals(Until.PAUSED) ? Set.of("PAUSED") : Set.of();
    }

    /** Whether it ended long before the wait's time was over. */
    boolean endedBefore(Duration time) {
        Optional<Instant> finished = truth.finishedAt();
        return finished.isPresent() && finished.get().plus(time).isBefore(report.deadline());
    }

    /** Empty if as many tasks run as a success means. */
    Optional<String> missingTasks() {
        boolean isOurs = world.othersDid().isEmpty();
        int running = truth.service().runningCount();
        int desired = truth.service().desiredCount();
        return isOurs && running < desired
                ? Optional.of("it says SUCCEEDED, and " + running + " of " + desired + " tasks run")
                : Optional.empty();
    }

    @Override
    public String toString() {
        return end + ", so one of " + outcomes() + "; by others: "
                + world.othersDid().map(Enum::name).orElse("nothing");
    }
}
