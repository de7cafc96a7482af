package io.jenkins.plugins.ecsdeploy.simulator.ecs.task;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import java.util.Optional;

/** Why a task does not start, besides an image that can't be pulled. */
final class StartProblems {

    private StartProblems() {}

    /** As Fargate says it (developer guide, "Stopped tasks error messages"; users' reports). */
    static Optional<String> deniedSecret(EcsTask task) {
        if (task.launch().scenario() != Scenario.SECRET_DENIED) {
            return Optional.empty();
        }
        String role = task.launch().definition().text("executionRoleArn");
        String name = role == null ? "ecsTaskExecutionRole" : role.substring(role.lastIndexOf('/') + 1);
        return task.containers().stream()
                .flatMap(container -> container.definition().path("secrets").findValuesAsText("valueFrom").stream())
                .findFirst()
                .map(secret ->
                        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
                                + " retrieval failed: unable to retrieve secret from asm: service call has been retried 1"
                                + " time(s): failed to fetch secret " + secret
                                + " from secrets manager: AccessDeniedException:"
                                + " User: arn:aws:sts::" + task.arn().split(":")[4] + ":assumed-role/" + name + "/"
                                + task.id()
                                + " is not authorized to perform: secretsmanager:GetSecretValue on resource: " + secret
                                + " because no identity-based policy allows the secretsmanager:GetSecretValue action. status"
                                + " code: 400");
    }
}
