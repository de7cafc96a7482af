package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.jenkins.Interruptions;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The wait of {@code awaitSteady} in a freestyle job: it holds the build's thread and executor until it ends. */
public final class BlockingWait implements StepOperation {

    private final WaitRequest request;

    public BlockingWait(WaitRequest request) {
        this.request = request;
    }

    @Override
    public boolean needsWorkspace() {
        return false;
    }

    @Override
    public Map<String, Object> run(StepRun run) throws IOException, InterruptedException {
        SteadyWaits waits = request.in(run);
        Ending ending = new Ending(waits);
        try {
            waits.begin(ControllerPoller.get(), run, ending);
            ending.await();
            return waits.result(run);
        } catch (InterruptedException aborted) {
            if (Interruptions.byPerson()) {
                waits.abortedByPerson(run);
            }
            throw aborted;
        } catch (EcsDeployException failed) {
            throw new AbortException(failed.getMessage() + " What was being deployed was left alone and goes on.");
        } finally {
            waits.cancel();
        }
    }

    @Override
    public Map<String, String> environment(Map<String, Object> result) {
        return Map.of("ECS_OUTCOME", (String) result.get("outcome"));
    }

    /** Lets the build's own thread wait for the poller. */
    private static final class Ending implements SteadyWait.WaitChange {

        private final SteadyWaits waits;
        private final CompletableFuture<Void> end = new CompletableFuture<>();

        Ending(SteadyWaits waits) {
            this.waits = waits;
        }

        @Override
        public void unsaved() {
            // a freestyle build ends with its controller
        }

        @Override
        public void ended() {
            if (waits.haveAllEnded()) {
                end.complete(null);
            }
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
