package io.jenkins.plugins.ecsdeploy.steady;

import software.amazon.awssdk.services.ecs.model.Task;

/** A task's id is the last part of its ARN. */
final class TaskIds {

    private TaskIds() {}

    static String of(Task task) {
        return task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    }
}
