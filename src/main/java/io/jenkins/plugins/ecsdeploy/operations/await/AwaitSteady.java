package io.jenkins.plugins.ecsdeploy.operations.await;

import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitResult;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/**
 * {@code awaitSteady}: waits until deployments have ended, or have come as far as was asked for. A wait holds no thread:
 * {@link #waits} is for whoever is notified of the end, {@link #run} for whoever has a thread to wait with.
 */
public final class AwaitSteady {

    private final WaitTools tools;

    public AwaitSteady(WaitTools tools) {
        this.tools = tools;
    }

    /** The waits that this state is about, not begun yet. */
    public RunningWaits waits(AwaitState state, BuildAccess build) {
        return new RunningWaits(state, build, tools);
    }

    /**
     * Waits in the calling thread.
     *
     * @param byPerson whether it is a person who interrupts, which may touch the deployment
     * @throws InterruptedException if the build is aborted
     */
    public AwaitResult run(AwaitState state, BuildAccess build, BooleanSupplier byPerson) throws InterruptedException {
        RunningWaits waits = waits(state, build);
        Ending ending = new Ending();
        try {
            waits.begin(ending);
            ending.await();
            return waits.result();
        } catch (InterruptedException aborted) {
            if (byPerson.getAsBoolean()) {
                waits.abortedByPerson();
            }
            throw aborted;
        } finally {
            waits.cancel();
        }
    }

    /** Lets a thread wait until it is notified. */
    private static final class Ending implements AwaitListener {

        private final CompletableFuture<Void> end = new CompletableFuture<>();

        @Override
        public void unsaved() {
            // whoever waits in a thread does not continue after a restart
        }

        @Override
        public void ended() {
            end.complete(null);
        }

        @Override
        public void failed(RuntimeException why) {
            end.completeExceptionally(why);
        }

        void await() throws InterruptedException {
            try {
                end.get();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof RuntimeException why ? why : new IllegalStateException(failed);
            }
        }
    }
}
