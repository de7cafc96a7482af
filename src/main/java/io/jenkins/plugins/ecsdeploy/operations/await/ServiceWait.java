package io.jenkins.plugins.ecsdeploy.operations.await;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.aws.CallerFingerprint;
import io.jenkins.plugins.ecsdeploy.aws.SessionEnd;
import io.jenkins.plugins.ecsdeploy.ecs.NoSuchResourceException;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.WaitState;
import io.jenkins.plugins.ecsdeploy.report.DeploymentLog;
import io.jenkins.plugins.ecsdeploy.report.Progress;
import io.jenkins.plugins.ecsdeploy.report.TrafficBar;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent.Progressed;
import io.jenkins.plugins.ecsdeploy.watch.Poller;
import io.jenkins.plugins.ecsdeploy.watch.WatchEndListener;
import io.jenkins.plugins.ecsdeploy.watch.WatchListener;
import io.jenkins.plugins.ecsdeploy.watch.WatchResult;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.time.Duration;

/** One wait as it runs: polled for by the poller, without a thread of its own. All that matters later is in its state. */
final class ServiceWait {

    private static final String STEP = StepNames.AWAIT_STEADY;

    private final WaitState state;
    private final ConnectionSource connection;
    private final AwaitObserver observer;
    private final BuildAccess build;
    private final WaitTools tools;
    private final boolean alone;

    /** Null before it begins, and once it was cancelled. */
    @CheckForNull
    private AwaitListener listener;

    @CheckForNull
    private Poller.Ticket ticket;

    /** Null before it begins. */
    @CheckForNull
    private volatile AwsConnection polled;

    /** Whether new credentials were tried and no poll has succeeded since. */
    private volatile boolean renewed;

    private volatile String phase = "";
    private boolean unsaved;

    /** @param alone whether it is the only one of its step, so that lines need not name its service */
    ServiceWait(
            WaitState state,
            ConnectionSource connection,
            AwaitObserver observer,
            BuildAccess build,
            WaitTools tools,
            boolean alone) {
        this.alone = alone;
        this.state = state;
        this.connection = connection;
        this.observer = observer;
        this.build = build;
        this.tools = tools;
    }

    WaitState state() {
        return state;
    }

    /** For a status line: never blocks. */
    String phase() {
        return state.service().service() + " " + phase;
    }

    /** Whether something has changed since this was asked last that must be known after a restart. */
    synchronized boolean takeChange() {
        boolean had = unsaved;
        unsaved = false;
        return had;
    }

    /** Begins to wait, or continues after a restart; does nothing if it has ended. */
    synchronized void begin(AwaitListener notified) {
        if (state.hasEnded()) {
            observer.over(state.result()); // a restart may have come before it was notified
            return;
        }
        listener = notified;
        if (state.unanswered().isPresent()) {
            tools.threads().execute(() -> prepare(this::findLostUpdate));
            return;
        }
        if (state.awaitsRollback()) { // a restart came between the failure and the rollback
            tools.threads().execute(() -> prepare(this::rollBack));
            return;
        }
        AwsConnection found = connection.find();
        polled = found;
        SessionEnd.warning(found, build.environment(), state.terms().deadline())
                .ifPresent(line -> build.log().line(STEP, line));
        ticket = tools.poller()
                .add(
                        found,
                        state.request(tools.clock().instant()),
                        WatchListener.all(
                                new DeploymentLog(
                                        line -> build.log().line(STEP, line),
                                        TrafficBar.ascii(),
                                        alone ? "" : state.service().service()),
                                new Memory(),
                                observer),
                        new End());
    }

    /** Ends the wait without an outcome; the deployment is left alone. */
    synchronized void cancel() {
        if (ticket != null) {
            ticket.cancel();
            ticket = null;
        }
        listener = null;
    }

    /** A person has stopped the build: has the deployment rolled back, and its end recorded. */
    void rollBackAfterAbort() throws InterruptedException {
        if (new DeploymentStop(tools.sleeper(), build.log()).request(state, connection)) {
            new RollbackAfterAbort(state, observer).follow(connection.find(), tools);
        }
    }

    /** Ends the wait if its build has ended without it: nobody is left who asked for anything. */
    private boolean isDropped() {
        if (listener() != null && !build.building().getAsBoolean()) {
            cancel();
        }
        return listener() == null;
    }

    private void findLostUpdate() throws InterruptedException {
        new LostUpdate(tools.sleeper(), build.log()).find(state, connection);
    }

    private void rollBack() {
        new FailureRollback(tools.sleeper(), build.log()).start(state, connection);
    }

    private interface Preparation {
        void run() throws InterruptedException;
    }

    /** Does what takes a moment, and then waits on. */
    private void prepare(Preparation work) {
        if (isDropped()) { // or cancelled meanwhile: only a person may touch the deployment now
            return;
        }
        try {
            work.run();
            changed();
            if (state.hasEnded()) {
                tellEnd();
            } else {
                beginAgain();
            }
        } catch (EcsDeployException failed) {
            breakOff(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            tellFailure(new IllegalStateException(interrupted));
        } catch (RuntimeException | LinkageError bug) { // in a thread of a pool, which would hide it
            tellFailure(bug);
        }
    }

    /** A key that was rotated while the wait polled: Jenkins has the new one. Anything else ends the wait. */
    private void tryNewCredentials(AwsCallException refused) {
        if (isDropped()) {
            return;
        }
        try {
            AwsConnection before = polled;
            if (renewed || before == null || hasSameKeys(connection.find(), before)) {
                breakOff(refused);
                return;
            }
            renewed = true;
            build.log()
                    .line(
                            STEP,
                            "AWS no longer accepts the credentials, and Jenkins has others by now: the wait continues with"
                                    + " them. " + refused.getMessage());
            beginAgain();
        } catch (EcsDeployException none) {
            breakOff(refused);
        } catch (RuntimeException | LinkageError bug) { // in a thread of a pool, which would hide it
            tellFailure(bug);
        }
    }

    private static boolean hasSameKeys(AwsConnection one, AwsConnection other) {
        return CallerFingerprint.of(one).equals(CallerFingerprint.of(other));
    }

    private synchronized void beginAgain() {
        if (listener != null) {
            begin(listener);
        }
    }

    private void breakOff(EcsDeployException why) {
        boolean isRefused = why instanceof ServiceRefusedException || why instanceof NoSuchResourceException;
        state.breakOff(why.getMessage() + (isRefused ? "" : state.leftAlone())); // nothing was found in progress
        changed();
        tellEnd();
    }

    private void changed() {
        AwaitListener notified;
        synchronized (this) {
            unsaved = true;
            notified = listener;
        }
        if (notified != null) {
            notified.unsaved();
        }
    }

    private void tellEnd() {
        observer.over(state.result());
        AwaitListener notified = listener();
        if (notified != null) {
            notified.ended();
        }
    }

    private void tellFailure(Throwable bug) {
        AwaitListener notified = listener();
        if (notified != null) {
            notified.failed(bug instanceof RuntimeException known ? known : new IllegalStateException(bug));
        }
    }

    @CheckForNull
    private synchronized AwaitListener listener() {
        return listener;
    }

    /** Remembers what must be known after a restart. */
    private final class Memory implements WatchListener {

        @Override
        public void event(ServiceEvent event) {
            changed(); // it is among the reported ones
        }

        @Override
        public void observed(Observation seen) {
            if (isDropped()) {
                return;
            }
            renewed = false;
            Progressed moment = Progress.of(seen).moment();
            phase = moment.phase();
            if (state.observed(seen, moment.stage())) {
                changed();
            }
        }

        @Override
        public void pollFailed(String why, Duration nextPollIn) {
            isDropped();
        }

        @Override
        public void unrecoverable(ServiceDeploymentState deployment, String cause) {
            build.log().line(STEP, "failFast: the deployment can no longer succeed: " + cause);
            tools.threads().execute(this::stop);
        }

        private void stop() {
            if (!isDropped() && new DeploymentStop(tools.sleeper(), build.log()).failFast(state, connection)) {
                changed();
            }
        }
    }

    private final class End implements WatchEndListener {

        @Override
        public void ended(WatchResult result) {
            if (isDropped()) {
                return;
            }
            try {
                settle(result.deployment()
                        .flatMap(build.rollbacks())
                        .or(state::rollbackAskedBy)
                        .map(result::askedForBy)
                        .orElse(result));
            } catch (RuntimeException | LinkageError bug) { // the poller would only log it
                tellFailure(bug);
            }
        }

        private void settle(WatchResult result) {
            result.failures().describe().forEach(line -> build.log().line(STEP, line));
            observer.ended(result);
            boolean isOver = state.end(result);
            changed();
            if (isOver) {
                tellEnd();
            } else {
                build.log().line(STEP, state.service().service() + ": " + result.summary());
                tools.threads().execute(() -> prepare(ServiceWait.this::rollBack));
            }
        }

        @Override
        public void failed(RuntimeException why) {
            if (isDropped()) {
                return;
            }
            if (why instanceof AwsCallException call && call.isAboutCredentials()) {
                tools.threads().execute(() -> tryNewCredentials(call));
                return;
            }
            if (why instanceof EcsDeployException known) {
                breakOff(known);
                return;
            }
            tellFailure(why);
        }
    }
}
