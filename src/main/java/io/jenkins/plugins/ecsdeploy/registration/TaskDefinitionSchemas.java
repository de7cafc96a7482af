package io.jenkins.plugins.ecsdeploy.registration;

import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionSchema;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** The template engine's schema, made from the SDK's field metadata of {@code RegisterTaskDefinition}. */
public final class TaskDefinitionSchemas {

    private TaskDefinitionSchemas() {}

    /** What the API version of the SDK on the class path accepts. */
    public static TaskDefinitionSchema fromSdk() {
        return new TaskDefinitionSchema(
                SdkShapes.structure("RegisterTaskDefinition", RegisterTaskDefinitionRequest.builder()));
    }
}
