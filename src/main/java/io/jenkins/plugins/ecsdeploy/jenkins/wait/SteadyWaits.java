package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployments;
import io.jenkins.plugins.ecsdeploy.jenkins.build.PauseHookCleanup;
import io.jenkins.plugins.ecsdeploy.operations.PauseCleanup;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.watch.Poller;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.io.Serializable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All services that one {@code awaitSteady} waits for, and what their outcomes mean for the build. */
public final class SteadyWaits implements Serializable {

    private static final long serialVersionUID = 2L;

    private final ArrayList<SteadyWait> waits;
    private final boolean failureIsUnstable;
    private final boolean rollBackOnAbort;
    private final Integer keepRevisions;

    /** @param keepRevisions how many of the newest revisions stay when all has succeeded; null for no clean-up */
    public SteadyWaits(
            List<SteadyWait> waits, boolean failureIsUnstable, boolean rollBackOnAbort, Integer keepRevisions) {
        this.waits = new ArrayList<>(waits);
        this.failureIsUnstable = failureIsUnstable;
        this.rollBackOnAbort = rollBackOnAbort;
        this.keepRevisions = keepRevisions;
    }

    /** Begins all of them, or goes on with those that have not ended. */
    public void begin(Poller poller, StepRun run, SteadyWait.WaitChange hearer) throws AbortException {
        for (SteadyWait wait : waits) {
            wait.begin(poller, run, hearer);
        }
        if (haveAllEnded()) { // before a restart that came before the step's end
            hearer.ended();
        }
    }

    public boolean haveAllEnded() {
        return waits.stream().allMatch(SteadyWait::hasEnded);
    }

    /** Whether something has changed that a wait after a restart must know. */
    boolean takeChange() {
        boolean changed = false;
        for (SteadyWait wait : waits) {
            changed |= wait.takeChange();
        }
        return changed;
    }

    /** What is waited for now, in a few words. */
    String status() {
        return "waiting for "
                + waits.stream()
                        .filter(wait -> !wait.hasEnded())
                        .map(SteadyWait::phase)
                        .collect(Collectors.joining(", "));
    }

    public void cancel() {
        waits.forEach(SteadyWait::cancel);
    }

    /** A person has stopped the build: leaves the deployments alone, or rolls them back where that was asked for. */
    public void abortedByPerson(StepRun run) {
        if (!rollBackOnAbort) {
            run.line(StepNames.AWAIT_STEADY, "No longer waiting; what was being deployed goes on");
            return;
        }
        for (SteadyWait wait : waits) {
            try {
                wait.rollBack(run);
            } catch (EcsDeployException | AbortException failed) {
                run.line(StepNames.AWAIT_STEADY, "NOT rolled back: " + failed.getMessage());
            }
        }
    }

    private String broken() {
        return waits.size() == 1
                ? waits.get(0).whyBroken()
                : waits.stream()
                        .filter(wait -> wait.isBroken() || !wait.outcome().isGood())
                        .map(SteadyWait::summary)
                        .collect(Collectors.joining("\n"));
    }

    /**
     * What the step returns, once all have ended.
     *
     * @throws AbortException after a bad outcome, unless that shall be unstable only; and where AWS could not be asked
     *     about one of them to the end
     */
    public Map<String, Object> result(StepRun run) throws AbortException {
        waits.forEach(wait -> new PauseCleanup(Clock.systemUTC())
                .removeFrom(wait.service(), PauseHookCleanup.get().of(run), run));
        waits.forEach(wait ->
                wait.deployment().ifPresent(followed -> BuildDeployments.told(run.run(), followed, wait.told())));
        if (waits.size() > 1 || !waits.get(0).isBroken()) { // alone it is the step's own error, which stands below
            waits.forEach(wait -> run.line(StepNames.AWAIT_STEADY, wait.summary()));
        }
        if (waits.stream().anyMatch(SteadyWait::isBroken)) {
            throw new AbortException(broken());
        }
        List<SteadyWait> bad =
                waits.stream().filter(wait -> !wait.outcome().isGood()).toList();
        if (!bad.isEmpty()) {
            String summary = bad.stream().map(SteadyWait::summary).collect(Collectors.joining("\n"));
            if (!failureIsUnstable) {
                throw new AbortException(summary);
            }
            run.run().setResult(Result.UNSTABLE);
        }
        if (bad.isEmpty() && keepRevisions != null) {
            RevisionKeeping keeping = new RevisionKeeping(keepRevisions, run);
            waits.stream()
                    .filter(wait -> wait.outcome() == Outcome.SUCCEEDED)
                    .forEach(wait -> keeping.add(wait.service(), wait.aws()));
            keeping.cleanUp();
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(
                "outcome",
                Outcome.ofAll(waits.stream().map(SteadyWait::outcome).toList()).name());
        result.put(
                "services",
                new ArrayList<>(waits.stream().map(SteadyWait::result).toList()));
        return result;
    }
}
