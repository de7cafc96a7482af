package io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition;

import static io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition.TaskDefinitionRules.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What ECS refuses of a task definition that FARGATE is among the compatibilities of. Developer guide, "Amazon ECS task
 * definition differences for Fargate"; the messages as users report them, except those marked.
 */
final class FargateRules {

    private FargateRules() {}

    static void check(ObjectNode request) {
        refuse(
                !request.path("networkMode").asText().equals("awsvpc"),
                "Fargate only supports network mode \u2018awsvpc\u2019.");
        refuse(!request.has("cpu"), "Fargate requires that 'cpu' be defined at the task level.");
        refuse(!request.has("memory"), "Fargate requires that 'memory' be defined at the task level.");
        Optional<Integer> cpu = FargateTaskSizes.amount(request.get("cpu").asText());
        Optional<Integer> memory = FargateTaskSizes.amount(request.get("memory").asText());
        refuse(cpu.isEmpty(), "Invalid 'cpu' setting for task.");
        refuse(memory.isEmpty(), "Invalid 'memory' setting for task.");
        refuse(!FargateTaskSizes.exists(cpu.get(), memory.get()), "No Fargate configuration exists for given values.");
        // cn-terraform/terraform-aws-ecs-fargate #2.
        refuse(request.has("ipcMode"), "Tasks using the Fargate launch type do not support ipcMode.");
        unsupported(!request.path("placementConstraints").isEmpty(), "placementConstraints");
        for (JsonNode volume : request.path("volumes")) {
            // cloudposse/terraform-aws-ecs-alb-service-task #174.
            unsupported(volume.path("host").has("sourcePath"), "sourcePath");
            unsupported(volume.has("dockerVolumeConfiguration"), "dockerVolumeConfiguration");
        }
        long ofContainers = 0;
        for (JsonNode container : request.get("containerDefinitions")) {
            container(request, container);
            ofContainers += container.path("cpu").asInt();
        }
        // aws/aws-cdk #24629.
        refuse(
                ofContainers > cpu.get(),
                "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.");
    }

    private static void container(ObjectNode request, JsonNode container) {
        unsupported(container.path("privileged").asBoolean(), "privileged");
        for (JsonNode resource : container.path("resourceRequirements")) {
            unsupported(resource.path("type").asText().equals("GPU"), "GPU");
        }
        if (!request.has("executionRoleArn")) {
            refuse(
                    container.path("image").asText().contains(".dkr.ecr."),
                    "Fargate requires task definition to have execution role ARN to support ECR images.");
            refuse(
                    container
                            .path("logConfiguration")
                            .path("logDriver")
                            .asText()
                            .equals("awslogs"),
                    "Fargate requires task definition to have execution role ARN to support log driver awslogs.");
        }
    }

    /** ECS's wording for sourcePath; of the others only that they are refused is known. */
    private static void unsupported(boolean wrong, String what) {
        refuse(wrong, "Fargate compatible task definitions do not support " + what);
    }
}
