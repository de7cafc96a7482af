package io.jenkins.plugins.ecsdeploy.deploy;

import io.jenkins.plugins.ecsdeploy.registry.PushResult;
import io.jenkins.plugins.ecsdeploy.report.DeploymentReport;
import io.jenkins.plugins.ecsdeploy.report.Timeline;
import io.jenkins.plugins.ecsdeploy.service.RegisteredTaskDefinition;
import io.jenkins.plugins.ecsdeploy.service.UpdatedService;
import io.jenkins.plugins.ecsdeploy.steady.DeploymentId;
import io.jenkins.plugins.ecsdeploy.steady.WatchResult;

/** What each of the four operations came to. */
public record DeployResult(
        PushResult push, RegisteredTaskDefinition revision, UpdatedService update, WatchResult watch) {

    public DeploymentReport report(String region, Timeline timeline) {
        return new DeploymentReport(
                update.service(),
                region,
                push.uri().toString(),
                revision.familyRevision(),
                shortName(update.previousTaskDefinition()),
                watch.deployment().map(DeploymentId::value),
                update.changes(),
                watch.verdict(),
                watch.failures(),
                timeline);
    }

    private static String shortName(String taskDefinitionArn) {
        return taskDefinitionArn.substring(taskDefinitionArn.lastIndexOf('/') + 1);
    }
}
