package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.jenkins.Interruptions;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.StepThreads;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * The wait of {@code awaitSteady} in a Pipeline. It holds no thread and no executor: the controller's poller looks; after
 * a restart of the controller it goes on from what was saved with the build.
 */
public final class AwaitSteadyExecution extends StepExecution implements SteadyWait.WaitChange {

    private static final long serialVersionUID = 2L;

    private static final Logger LOGGER = Logger.getLogger(AwaitSteadyExecution.class.getName());

    private static final int LONGEST_ABORT_SECONDS = 10;

    /** Needed once, at the start. */
    private final transient WaitRequest request;

    private volatile SteadyWaits waits;
    private transient volatile boolean ended;
    private transient boolean told;
    private transient volatile boolean saving;

    public AwaitSteadyExecution(StepContext context, WaitRequest request) {
        super(context);
        this.request = request;
    }

    @Override
    public boolean start() throws IOException, InterruptedException {
        StepRun run = StepRun.of(getContext());
        waits = request.in(run);
        try {
            waits.begin(ControllerPoller.get(), run, this);
        } catch (IOException | RuntimeException failed) {
            end(); // those that have begun already
            throw failed;
        }
        return false;
    }

    /** What it needs of the build may take a moment after a restart. */
    @Override
    public void onResume() {
        StepThreads.run(() -> {
            try {
                waits.begin(ControllerPoller.get(), StepRun.of(getContext()), this);
            } catch (EcsDeployException failed) {
                failed(failed);
            } catch (IOException | InterruptedException failed) {
                fail(failed);
            }
        });
    }

    @Override
    public void unsaved() {
        if (!saving) {
            saving = true;
            StepThreads.run(() -> {
                saving = false;
                if (!ended && waits.takeChange()) {
                    getContext().saveState();
                }
            });
        }
    }

    @Override
    public void ended() {
        if (waits.haveAllEnded()) {
            StepThreads.run(this::succeed);
        } else {
            unsaved();
        }
    }

    @Override
    public void failed(RuntimeException why) {
        if (why instanceof EcsDeployException) {
            fail(new AbortException(why.getMessage() + " What was being deployed was left alone and goes on."));
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
            Object result = waits.result(StepRun.of(getContext()));
            if (end()) {
                getContext().onSuccess(result);
            }
        } catch (IOException | InterruptedException bad) {
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
        if (waits != null) {
            waits.cancel();
        }
        return true;
    }

    /**
     * Ends the wait. Only a person who stops the build may touch the deployment; a time-out, a failing branch, a newer
     * build, a restart never do. A rollback that was asked for is carried to ECS before the step ends, so that the log can
     * tell it, but an ECS that does not answer holds the abort up for seconds only.
     */
    @Override
    public void stop(Throwable cause) {
        if (!end()) {
            return;
        }
        if (Interruptions.byPerson(cause) && waits != null) {
            Timer.get().schedule(() -> endWith(cause), LONGEST_ABORT_SECONDS, TimeUnit.SECONDS);
            StepThreads.run(() -> {
                tellAbort();
                endWith(cause);
            });
        } else {
            endWith(cause);
        }
    }

    private synchronized void endWith(Throwable cause) {
        if (!told) {
            told = true;
            getContext().onFailure(cause);
        }
    }

    private void tellAbort() {
        try {
            waits.abortedByPerson(StepRun.of(getContext()));
        } catch (IOException | InterruptedException | RuntimeException failed) {
            LOGGER.log(Level.WARNING, "the abort could not be carried to ECS", failed);
        }
    }

    @Override
    public String getStatus() {
        SteadyWaits known = waits;
        return known == null ? "starting" : known.status();
    }
}
