package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.jenkins.Interruptions;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.StepThreads;
import io.jenkins.plugins.ecsdeploy.operations.await.AwaitListener;
import io.jenkins.plugins.ecsdeploy.operations.await.RunningWaits;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitResult;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * {@code awaitSteady} in a Pipeline. It holds no thread and no executor: the controller's poller polls; after a restart
 * of the controller it continues from what was saved with the build.
 */
public final class AwaitSteadyExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = Logger.getLogger(AwaitSteadyExecution.class.getName());

    private static final int LONGEST_ABORT_SECONDS = 10;

    /** Needed once, at the start. */
    private final transient WaitRequest request;

    private final transient boolean unnamed;

    /** Null until it has started. */
    @Nullable
    private volatile SavedWaits waits;

    /** Null until it has started, and again for a moment after a restart. */
    @Nullable
    private transient volatile RunningWaits running;

    private transient volatile boolean ended;
    private transient boolean answered;

    /** @param unnamed whether the step's arguments name no service */
    public AwaitSteadyExecution(StepContext context, WaitRequest request, boolean unnamed) {
        super(context);
        this.request = request;
        this.unnamed = unnamed;
    }

    @Override
    public boolean start() throws IOException, InterruptedException {
        StepRun run = StepRun.of(getContext());
        SavedWaits saved = request.in(run);
        waits = saved;
        if (unnamed) {
            StepNode.label(getContext(), saved.state());
        }
        boolean begun = false;
        try {
            begin(saved, run);
            begun = true;
        } catch (EcsDeployException refused) {
            throw new AbortException(refused.getMessage());
        } finally {
            if (!begun) {
                end(); // those that have begun already
            }
        }
        return false;
    }

    /** What it needs of the build may take a moment after a restart. */
    @Override
    public void onResume() {
        SavedWaits saved = waits;
        if (saved == null) {
            failStep(new AbortException("awaitSteady was interrupted by a restart before it had begun."));
            return;
        }
        StepThreads.run(() -> {
            try {
                begin(saved, StepRun.of(getContext()));
            } catch (RuntimeException failed) {
                fail(saved, failed);
            } catch (IOException | InterruptedException | LinkageError failed) { // the pool would hide an error
                failStep(failed);
            }
        });
    }

    private void begin(SavedWaits saved, StepRun run) {
        RunningWaits begun = ControllerPoller.awaitSteady().waits(saved.state(), saved.access(run));
        running = begun;
        begun.begin(new Listener(saved, begun, run));
    }

    private void fail(SavedWaits saved, RuntimeException why) {
        if (why instanceof EcsDeployException) {
            failStep(new AbortException(why.getMessage() + saved.state().leftAlone()));
        } else {
            LOGGER.log(Level.WARNING, "awaitSteady broke", why);
            failStep(why);
        }
    }

    private void failStep(Throwable cause) {
        if (end()) {
            getContext().onFailure(cause);
        }
    }

    /** Whether this call is the one that ends the step. */
    private synchronized boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        RunningWaits known = running;
        if (known != null) {
            known.cancel();
        }
        return true;
    }

    /**
     * Ends the wait. Only a person who stops the build may touch the deployment; a time-out, a failing branch, a newer
     * build, a restart never do. A rollback that was asked for is carried to ECS before the step ends, so that the log
     * can report it, but an ECS that does not answer holds the abort up for seconds only.
     */
    @Override
    public void stop(Throwable cause) {
        if (!end()) {
            return;
        }
        SavedWaits saved = waits;
        if (Interruptions.byPerson(cause) && saved != null) {
            Timer.get().schedule(() -> endWith(cause), LONGEST_ABORT_SECONDS, TimeUnit.SECONDS);
            StepThreads.run(() -> {
                carryOutAbort(saved);
                endWith(cause);
            });
        } else {
            endWith(cause);
        }
    }

    private synchronized void endWith(Throwable cause) {
        if (!answered) {
            answered = true;
            getContext().onFailure(cause);
        }
    }

    private void carryOutAbort(SavedWaits saved) {
        try {
            ControllerPoller.awaitSteady()
                    .waits(saved.state(), saved.access(StepRun.of(getContext())))
                    .abortedByPerson();
        } catch (IOException | InterruptedException | RuntimeException failed) {
            LOGGER.log(Level.WARNING, "The abort could not be carried to ECS", failed);
        }
    }

    @Override
    public String getStatus() {
        RunningWaits known = running;
        return known == null ? "starting" : known.status();
    }

    /** Called by the poller: what takes a moment is left to Jenkins' threads. */
    private final class Listener implements AwaitListener {

        private final SavedWaits saved;
        private final RunningWaits begun;
        private final StepRun run;
        private volatile boolean saving;

        Listener(SavedWaits saved, RunningWaits begun, StepRun run) {
            this.saved = saved;
            this.begun = begun;
            this.run = run;
        }

        @Override
        public void unsaved() {
            if (!saving) {
                saving = true;
                StepThreads.run(() -> {
                    saving = false;
                    if (!ended && begun.takeChange()) {
                        getContext().saveState();
                    }
                });
            }
        }

        @Override
        public void ended() {
            StepThreads.run(this::succeed);
        }

        private void succeed() {
            try {
                if (ended) {
                    return;
                }
                AwaitResult outcomes = begun.result();
                Object result = saved.result(outcomes, run);
                Optional<String> unstable = saved.unstable(outcomes);
                if (unstable.isPresent()) {
                    StepNode.unstable(getContext(), unstable.get());
                }
                if (end()) {
                    getContext().onSuccess(result);
                }
            } catch (IOException | InterruptedException bad) { // the step's own AbortException too
                failStep(bad);
            } catch (RuntimeException broken) {
                fail(saved, broken);
            } catch (LinkageError broken) {
                failStep(broken);
            }
        }

        @Override
        public void failed(RuntimeException why) {
            fail(saved, why);
        }
    }
}
