package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.WatchResult;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;

/**
 * What each operation came to.
 *
 * @param watch null if AWS could not be asked to the end
 */
public record Deployed(
        PushResult push,
        RegisterTaskDefinition.Result revision,
        UpdatedService update,
        ServiceResult result,
        WatchResult watch) {

    public Outcome outcome() {
        return result.outcome().orElseThrow();
    }
}
