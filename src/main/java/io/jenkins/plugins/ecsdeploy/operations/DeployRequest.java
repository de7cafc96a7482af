package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One image into one service.
 *
 * @param repository name of the ECR repository
 * @param container which container gets the image; may be empty where the template has only one
 * @param values for the template's placeholders; each must be used
 * @param environment where placeholders without a value are looked up
 * @param gate where the deployment stops for an answer, and who gives it
 * @param timeout how long to wait for the outcome
 */
public record DeployRequest(
        PushSource source,
        String repository,
        List<String> tags,
        TaskDefinitionTemplate template,
        Optional<String> container,
        Map<String, String> values,
        Map<String, String> environment,
        ServiceRef service,
        OptionalInt desiredCount,
        Optional<Strategy> strategy,
        Optional<GatedPause> gate,
        Duration timeout) {

    public DeployRequest {
        tags = List.copyOf(tags);
        if (tags.isEmpty()) {
            throw new DeployException("Name at least one tag for the image; latest is never implied.");
        }
        if (desiredCount.isPresent() && desiredCount.getAsInt() < 0) {
            throw new DeployException("desiredCount must be 0 or more, not " + desiredCount.getAsInt() + ".");
        }
        values = Map.copyOf(values);
        environment = Map.copyOf(environment);
    }
}
