package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.registration.RegisteredTaskDefinition;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.report.DeploymentReport;
import io.jenkins.plugins.ecsdeploy.report.Timeline;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.WatchResult;

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
        return Arn.name(taskDefinitionArn);
    }
}
