package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.jenkins.Interruptions;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.StepThreads;
import io.jenkins.plugins.ecsdeploy.operations.await.AwaitListener;
import io.jenkins.plugins.ecsdeploy.operations.await.AwaitSteady;
import io.jenkins.plugins.ecsdeploy.operations.await.RunningWaits;
import java.io.IOException;
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
public final class AwaitSteadyExecution extends StepExecution implements AwaitListener {

    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = Logger.getLogger(AwaitSteadyExecution.class.getName());

    private static final int LONGEST_ABORT_SECONDS = 10;

    /** Needed once, at the start. */
    private final transient WaitRequest request;

    private @Nullable volatile SavedWaits waits;
    private @Nullable transient volatile StepRun run;
    private @Nullable transient volatile RunningWaits running;
    private transient volatile boolean ended;
    private transient boolean answered;
    private transient volatile boolean saving;

    public AwaitSteadyExecution(StepContext context, WaitRequest request) {
        super(context);
        this.request = request;
    }

    @Override
    public boolean start() throws IOException, InterruptedException {
        run = StepRun.of(getContext());
        waits = request.in(run);
        boolean begun = false;
        try {
            begin();
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
        StepThreads.run(() -> {
            try {
                run = StepRun.of(getContext());
                begin();
            } catch (EcsDeployException failed) {
                failed(failed);
            } catch (IOException | InterruptedException failed) {
                fail(failed);
            }
        });
    }

    private void begin() {
        running = ControllerPoller.awaitSteady().waits(waits.state(), waits.access(run));
        running.begin(this);
    }

    @Override
    public void unsaved() {
        if (!saving) {
            saving = true;
            StepThreads.run(() -> {
                saving = false;
                if (!ended && running.takeChange()) {
                    getContext().saveState();
                }
            });
        }
    }

    @Override
    public void ended() {
        StepThreads.run(this::succeed);
    }

    @Override
    public void failed(RuntimeException why) {
        if (why instanceof EcsDeployException) {
            fail(new AbortException(why.getMessage() + AwaitSteady.LEFT_ALONE));
        } else {
            LOGGER.log(Level.WARNING, "awaitSteady broke", why);
            fail(why);
        }
    }

    private void succeed() {
        try {
            if (ended) {
                return;
            }
            Object result = waits.result(running.result(), run);
            if (end()) {
                getContext().onSuccess(result);
            }
        } catch (AbortException bad) {
            fail(bad);
        }
    }

    private void fail(Throwable cause) {
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
        if (running != null) {
            running.cancel();
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
        if (Interruptions.byPerson(cause) && waits != null) {
            Timer.get().schedule(() -> endWith(cause), LONGEST_ABORT_SECONDS, TimeUnit.SECONDS);
            StepThreads.run(() -> {
                carryOutAbort();
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

    private void carryOutAbort() {
        try {
            ControllerPoller.awaitSteady()
                    .waits(waits.state(), waits.access(StepRun.of(getContext())))
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
}
