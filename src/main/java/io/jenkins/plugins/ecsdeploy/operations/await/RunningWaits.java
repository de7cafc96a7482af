package io.jenkins.plugins.ecsdeploy.operations.await;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.operations.PauseCleanup;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitResult;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitState;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.WaitState;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All waits of one step as they run. */
public final class RunningWaits {

    private static final String STEP = StepNames.AWAIT_STEADY;

    private final AwaitState state;
    private final BuildAccess build;
    private final WaitTools tools;
    private final List<ServiceWait> waits = new ArrayList<>();

    RunningWaits(AwaitState state, BuildAccess build, WaitTools tools) {
        this.state = state;
        this.build = build;
        this.tools = tools;
        List<WaitState> states = state.waits();
        for (int i = 0; i < states.size(); i++) {
            waits.add(new ServiceWait(
                    states.get(i),
                    build.connections().get(i),
                    build.observers().get(i),
                    build,
                    tools,
                    states.size() == 1));
        }
    }

    /**
     * Begins all of them, or continues with those that have not ended before a restart.
     *
     * @throws EcsDeployException if there are no credentials; those that have begun already are to be {@link #cancel
     *     cancelled}
     */
    public void begin(AwaitListener listener) {
        AwaitListener each = new EachWait(listener);
        waits.forEach(wait -> wait.begin(each));
        if (haveAllEnded()) { // before a restart that came before the step's end
            listener.ended();
        }
    }

    private boolean haveAllEnded() {
        return waits.stream().allMatch(wait -> wait.state().hasEnded());
    }

    /** Whether something has changed since this was asked last that must be known after a restart. */
    public boolean takeChange() {
        boolean changed = false;
        for (ServiceWait wait : waits) {
            changed |= wait.takeChange();
        }
        return changed;
    }

    /** What is waited for now, in a few words; never blocks. */
    public String status() {
        return "waiting for "
                + waits.stream()
                        .filter(wait -> !wait.state().hasEnded())
                        .map(ServiceWait::phase)
                        .collect(Collectors.joining(", "));
    }

    /** Ends all without an outcome; the deployments are left alone. */
    public void cancel() {
        waits.forEach(ServiceWait::cancel);
    }

    /** A person has stopped the build: leaves the deployments alone, or rolls them back if that was asked for. */
    public void abortedByPerson() {
        if (!state.terms().rollBackOnAbort()) {
            build.log().line(STEP, "No longer waiting." + state.leftAlone());
            return;
        }
        for (ServiceWait wait : waits) {
            try {
                wait.rollBackAfterAbort();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                notRolledBack("interrupted before ECS was asked to roll back the deployment of "
                        + wait.state().service());
            } catch (EcsDeployException failed) {
                notRolledBack(failed.getMessage());
            }
        }
    }

    private void notRolledBack(String why) {
        build.log().line(STEP, "NOT rolled back: " + why);
    }

    /** Once all have ended: removes the build's pause hooks, writes the summary, and cleans up after a success. */
    public AwaitResult result() {
        PauseCleanup cleanup = new PauseCleanup(tools.clock(), tools.sleeper());
        waits.forEach(wait -> cleanup.removeFrom(wait.state().service(), build.pauses(), build.log()));
        AwaitResult result = new AwaitResult(
                waits.stream().map(wait -> wait.state().result()).toList());
        result.services().stream()
                .filter(ServiceResult::isGood) // the others are the step's own error
                .forEach(service -> build.log().line(STEP, service.summary()));
        Integer newest = state.terms().keepRevisions();
        if (result.isGood() && newest != null) {
            keepRevisions(newest);
        }
        return result;
    }

    private void keepRevisions(int newest) {
        RevisionKeeping keeping = new RevisionKeeping(newest, build.log());
        for (int i = 0; i < waits.size(); i++) {
            ServiceResult result = waits.get(i).state().result();
            if (result.outcome().filter(Outcome.SUCCEEDED::equals).isPresent()) {
                keeping.add(result.service(), build.connections().get(i));
            }
        }
        keeping.cleanUp();
    }

    /** The end of one wait is the end of all if it is the last one. */
    private final class EachWait implements AwaitListener {

        private final AwaitListener all;

        EachWait(AwaitListener all) {
            this.all = all;
        }

        @Override
        public void unsaved() {
            all.unsaved();
        }

        @Override
        public void ended() {
            if (haveAllEnded()) {
                all.ended();
            }
        }

        @Override
        public void failed(RuntimeException why) {
            all.failed(why);
        }
    }
}
