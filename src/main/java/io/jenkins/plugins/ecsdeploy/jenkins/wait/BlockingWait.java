package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.jenkins.Interruptions;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitResult;
import java.io.IOException;
import java.util.Map;

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
        SavedWaits waits = request.in(run);
        AwaitResult ended;
        try {
            ended = ControllerPoller.awaitSteady().run(waits.state(), waits.access(run), Interruptions::byPerson);
        } catch (EcsDeployException failed) {
            throw new AbortException(failed.getMessage() + waits.state().leftAlone());
        }
        return waits.result(ended, run);
    }

    @Override
    public Map<String, String> environment(Map<String, Object> result) {
        return Map.of("ECS_OUTCOME", (String) result.get("outcome"));
    }
}
