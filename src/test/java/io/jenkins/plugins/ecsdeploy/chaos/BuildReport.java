package io.jenkins.plugins.ecsdeploy.chaos;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a build said of itself. */
final class BuildReport {

    /** A person has stopped the build. */
    static final class Aborted extends EcsDeployException {
        private static final long serialVersionUID = 1L;

        Aborted() {
            super("aborted");
        }
    }

    private final List<String> log = new ArrayList<>();
    private String step = "";
    private Optional<UpdatedService> updated = Optional.empty();
    private Optional<ServiceResult> result = Optional.empty();
    private Until until = Until.COMPLETE;
    private Optional<EcsDeployException> failure = Optional.empty();
    private Optional<Throwable> broken = Optional.empty();
    private Instant deadline = Instant.MAX;
    private Instant endedAt = Instant.MIN;
    private boolean killed;
    private boolean aborted;
    private int resumed;
    private int answers;

    void line(String by, String text) {
        log.add("[" + by + "] " + text);
    }

    void step(String name) {
        step = name;
    }

    void updated(UpdatedService what) {
        updated = Optional.of(what);
    }

    void ended(ServiceResult how, Until asked) {
        result = Optional.of(how);
        until = asked;
    }

    void failed(EcsDeployException why) {
        failure = Optional.of(why);
    }

    void broke(Throwable bug) {
        broken = Optional.of(bug);
    }

    /** What the process made of its own end does not count. */
    void wasKilled() {
        killed = true;
        failure = Optional.empty();
        broken = Optional.empty();
    }

    void resumed() {
        resumed++;
    }

    void aborted() {
        aborted = true;
    }

    void answered() {
        answers++;
    }

    void deadline(Instant of) {
        deadline = of;
    }

    void endedAt(Instant time) {
        endedAt = time;
    }

    List<String> log() {
        return List.copyOf(log);
    }

    boolean says(String part) {
        return log.stream().anyMatch(line -> line.contains(part));
    }

    /** The step that it ended in. */
    String step() {
        return step;
    }

    /** Empty if updateService did not get to its end. */
    Optional<UpdatedService> updated() {
        return updated;
    }

    /** Empty if no wait got to its end. */
    Optional<ServiceResult> result() {
        return result;
    }

    Optional<Outcome> outcome() {
        return result.flatMap(ServiceResult::outcome);
    }

    /** How far the last wait was to go. */
    Until until() {
        return until;
    }

    /** A message for the person at the build. */
    Optional<EcsDeployException> failure() {
        return failure;
    }

    /** A bug of ours. */
    Optional<Throwable> broken() {
        return broken;
    }

    /** Whether it ended because its process was killed in a step that can't continue after that. */
    boolean killed() {
        return killed;
    }

    boolean isAborted() {
        return aborted;
    }

    int answers() {
        return answers;
    }

    Instant deadline() {
        return deadline;
    }

    boolean isOverdue() {
        return !endedAt.isBefore(deadline);
    }

    @Override
    public String toString() {
        return "in " + step + (resumed == 0 ? "" : ", resumed " + resumed + " times") + (killed ? ", killed" : "")
                + (aborted ? ", aborted" : "")
                + result.map(one -> ", " + one.summary()).orElse("")
                + failure.map(one -> ", failed: " + one.getMessage()).orElse("")
                + broken.map(one -> ", broke: " + one).orElse("");
    }
}
