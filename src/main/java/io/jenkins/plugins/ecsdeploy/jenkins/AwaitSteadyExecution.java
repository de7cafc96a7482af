package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.AbortException;
import hudson.model.Computer;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * The wait of {@code awaitSteady} in a Pipeline. Between two looks it holds no thread and no executor; after a restart
 * of the controller it goes on from what was saved with the build.
 */
final class AwaitSteadyExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = Logger.getLogger(AwaitSteadyExecution.class.getName());

    /** Needed once, at the start. */
    private final transient AwaitSteadyStep step;

    private volatile SteadyWaits waits;
    private transient volatile Future<?> next;
    private transient volatile boolean ended;

    AwaitSteadyExecution(StepContext context, AwaitSteadyStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() throws IOException, InterruptedException {
        waits = step.waits(StepRun.of(getContext()), UnaryOperator.identity());
        lookAfter(Duration.ZERO);
        return false;
    }

    @Override
    public void onResume() {
        lookAfter(Duration.ZERO);
    }

    private void lookAfter(Duration pause) {
        next = Timer.get()
                .schedule(
                        () -> Computer.threadPoolForRemoting.execute(this::look), // calls take longer than a timer may
                        pause.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (ended) {
            return;
        }
        try {
            StepRun run = StepRun.of(getContext());
            boolean all = waits.look(run);
            if (waits.takeChange()) {
                getContext().saveState();
            }
            if (ended) {
                return;
            }
            if (all) {
                succeed(run);
            } else {
                lookAfter(waits.pause());
            }
        } catch (EcsDeployException failed) {
            fail(new AbortException(failed.getMessage() + " What was being deployed was left alone and goes on."));
        } catch (IOException | InterruptedException failed) {
            fail(failed);
        } catch (RuntimeException | LinkageError bug) {
            LOGGER.log(Level.WARNING, "awaitSteady broke", bug);
            fail(bug);
        }
    }

    private void succeed(StepRun run) {
        try {
            Object result = waits.result(run);
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
        if (next != null) {
            next.cancel(false);
        }
        if (waits != null) {
            Computer.threadPoolForRemoting.execute(waits::close); // may have to wait for a look under way
        }
        return true;
    }

    /**
     * Ends the wait, once what a person's stop asks for is done. Only a person who stops the build may touch the deployment; a time-out, a failing branch, a
     * newer build, a restart never do.
     */
    @Override
    public void stop(Throwable cause) {
        if (!end()) {
            return;
        }
        if (Interruptions.byPerson(cause) && waits != null) {
            Computer.threadPoolForRemoting.execute(() -> abort(cause));
        } else {
            getContext().onFailure(cause);
        }
    }

    /** First to ECS, then to the build: an ended step has neither a log nor credentials any more. */
    private void abort(Throwable cause) {
        try {
            tellAbort();
        } finally {
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
