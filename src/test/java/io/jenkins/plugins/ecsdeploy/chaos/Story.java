package io.jenkins.plugins.ecsdeploy.chaos;

import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.util.List;
import java.util.Optional;

/** One deployment: what the service is like, and what the build asks for. Does not change once {@link #ALL} is made. */
final class Story {

    /** What the build deploys. */
    enum Release {
        /** A new task definition. */
        NEW,
        /** What the service runs: nothing changes, except a count. */
        SAME,
        /** What the service runs, by force. */
        FORCED
    }

    static final List<Story> ALL = List.of(
            of("rolling", WebshopSeed.Strategy.ROLLING),
            of("rolling, crashes", WebshopSeed.Strategy.ROLLING).tasks(Scenario.CRASH),
            of("rolling, crashes, stays", WebshopSeed.Strategy.ROLLING)
                    .tasks(Scenario.CRASH)
                    .left(),
            of("rolling, crashes, rolled back by the build", WebshopSeed.Strategy.ROLLING)
                    .tasks(Scenario.CRASH)
                    .left()
                    .rolledBackOnFailure(),
            of("rolling, fails fast", WebshopSeed.Strategy.ROLLING)
                    .tasks(Scenario.PULL_ERROR)
                    .endedEarly(),
            of("rolling, the rollback fails", WebshopSeed.Strategy.ROLLING)
                    .tasks(Scenario.CRASH)
                    .withFailingRollback(),
            of("rolling, forced", WebshopSeed.Strategy.ROLLING).releases(Release.FORCED, 0),
            of("a count", WebshopSeed.Strategy.ROLLING).releases(Release.SAME, 3),
            of("nothing new", WebshopSeed.Strategy.BLUE_GREEN).releases(Release.SAME, 0),
            of("blue/green", WebshopSeed.Strategy.BLUE_GREEN),
            of("blue/green, unhealthy", WebshopSeed.Strategy.BLUE_GREEN).tasks(Scenario.UNHEALTHY),
            of("blue/green, until traffic has shifted", WebshopSeed.Strategy.BLUE_GREEN)
                    .until(Until.TRAFFIC_SHIFTED),
            of("gated, continued", WebshopSeed.Strategy.BLUE_GREEN).gated(GateAction.CONTINUE, true),
            of("gated, rolled back", WebshopSeed.Strategy.BLUE_GREEN).gated(GateAction.ROLLBACK, true),
            of("gated, not answered", WebshopSeed.Strategy.BLUE_GREEN).gated(GateAction.CONTINUE, false),
            of("canary", WebshopSeed.Strategy.CANARY),
            of("linear", WebshopSeed.Strategy.LINEAR),
            of("CodeDeploy", WebshopSeed.Strategy.CODE_DEPLOY),
            of("CodeDeploy, fails fast", WebshopSeed.Strategy.CODE_DEPLOY)
                    .tasks(Scenario.PULL_ERROR)
                    .endedEarly(),
            of("CodeDeploy, gated", WebshopSeed.Strategy.CODE_DEPLOY).gated(GateAction.CONTINUE, true));

    private final String name;
    private final WebshopSeed.Strategy runs;
    private Scenario tasks = Scenario.HEALTHY;
    private boolean ecsRollsBack = true;
    private boolean rollbackFails;
    private Release release = Release.NEW;
    private int desiredCount;
    private Optional<GateAction> answer = Optional.empty();
    private boolean isAnswered;
    private Until until = Until.COMPLETE;
    private boolean failFast;
    private boolean rollBackOnFailure;

    private Story(String name, WebshopSeed.Strategy runs) {
        this.name = name;
        this.runs = runs;
    }

    static Story named(String name) {
        return ALL.stream().filter(one -> one.name.equals(name)).findFirst().orElseThrow();
    }

    /** How the service deploys. */
    WebshopSeed.Strategy runs() {
        return runs;
    }

    boolean isCodeDeploy() {
        return runs == WebshopSeed.Strategy.CODE_DEPLOY;
    }

    /** What becomes of the new tasks. */
    Scenario tasks() {
        return tasks;
    }

    /** Whether ECS or CodeDeploy rolls back what failed. */
    boolean ecsRollsBack() {
        return ecsRollsBack;
    }

    boolean rollbackFails() {
        return rollbackFails;
    }

    Release release() {
        return release;
    }

    boolean startsADeployment() {
        return release != Release.SAME;
    }

    /** What the build asks for; 0 if it does not. */
    int desiredCount() {
        return desiredCount;
    }

    boolean isGated() {
        return answer.isPresent();
    }

    /** What the build answers at the gate; empty if it never does. */
    Optional<GateAction> answer() {
        return answer.filter(given -> isAnswered);
    }

    Until until() {
        return until;
    }

    boolean failFast() {
        return failFast;
    }

    boolean rollBackOnFailure() {
        return rollBackOnFailure;
    }

    @Override
    public String toString() {
        return name;
    }

    private static Story of(String name, WebshopSeed.Strategy runs) {
        return new Story(name, runs);
    }

    private Story tasks(Scenario what) {
        tasks = what;
        return this;
    }

    /** Nobody rolls back. */
    private Story left() {
        ecsRollsBack = false;
        return this;
    }

    private Story withFailingRollback() {
        rollbackFails = true;
        return this;
    }

    private Story releases(Release what, int count) {
        release = what;
        desiredCount = count;
        return this;
    }

    private Story gated(GateAction what, boolean isGiven) {
        answer = Optional.of(what);
        isAnswered = isGiven;
        return this;
    }

    private Story until(Until how) {
        until = how;
        return this;
    }

    private Story endedEarly() {
        failFast = true;
        return this;
    }

    private Story rolledBackOnFailure() {
        rollBackOnFailure = true;
        return this;
    }
}
