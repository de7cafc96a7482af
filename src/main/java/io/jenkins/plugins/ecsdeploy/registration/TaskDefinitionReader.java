package io.jenkins.plugins.ecsdeploy.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.KnownMessage;
import io.jenkins.plugins.ecsdeploy.aws.SdkJson;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Reads registered task definitions. */
public final class TaskDefinitionReader {

    private final EcsClient ecs;
    private final ServiceReader services;
    private final String region;

    public TaskDefinitionReader(AwsClients clients) {
        ecs = clients.ecs();
        services = new ServiceReader(clients);
        region = clients.region();
    }

    /**
     * A registered task definition as a template, including its tags except those that AWS reserves for itself.
     *
     * @param name {@code family} (its newest active revision), {@code family:revision} or an ARN
     * @throws ServiceRefusedException if there is none of this name
     */
    public TaskDefinitionTemplate template(String name) {
        DescribeTaskDefinitionResponse answer = describe(name, true)
                .orElseThrow(() -> new ServiceRefusedException("There is no task definition \"" + name
                        + "\" to start from in region " + region
                        + ": check the family, the revision and the region. A family alone means its newest"
                        + " active revision."));
        TaskDefinition found = answer.taskDefinition();
        ObjectNode json = SdkJson.toJson(found);
        answer.tags().stream()
                .filter(tag -> !isReserved(tag.key()))
                .forEach(tag -> json.withArrayProperty("tags").add(SdkJson.toJson(tag)));
        return TaskDefinitionTemplate.ofRegistered(found.family() + ":" + found.revision(), json);
    }

    /**
     * Checks what UpdateService would: a task definition that does not exist or was deregistered can't be deployed.
     *
     * @param name {@code family}, {@code family:revision} or an ARN
     * @return its ARN
     * @throws ServiceRefusedException if it can't be deployed
     */
    public String checkDeployable(String name) {
        TaskDefinition found = find(name)
                .orElseThrow(() -> new ServiceRefusedException("There is no task definition \"" + name + "\" in region "
                        + region + ": check the family, the revision and the region."));
        if (found.status() != TaskDefinitionStatus.ACTIVE) {
            throw new ServiceRefusedException("The task definition " + found.family() + ":" + found.revision() + " is "
                    + found.statusAsString() + ", not ACTIVE: it was deregistered. Register it again.");
        }
        return found.taskDefinitionArn();
    }

    /**
     * The task definition that a service runs now, or nothing if it has none (an external controller without a primary task set).
     *
     * @throws io.jenkins.plugins.ecsdeploy.ecs.NoSuchResourceException if there is no such cluster or service
     */
    public Optional<String> runningIn(ServiceRef service) {
        Service found = services.read(service);
        if (found.taskDefinition() != null) {
            return Optional.of(found.taskDefinition());
        }
        return found.taskSets().stream()
                .filter(set -> "PRIMARY".equals(set.status()))
                .map(set -> set.taskDefinition())
                .findFirst();
    }

    /** API reference, Tag: "Do not use aws:, AWS:, …"; CloudFormation and other AWS services set such tags. */
    private static boolean isReserved(String tagKey) {
        return tagKey.regionMatches(true, 0, "aws:", 0, 4);
    }

    /** A family alone means its newest ACTIVE revision (API reference of DescribeTaskDefinition). */
    public Optional<TaskDefinition> find(String name) {
        return describe(name, false).map(DescribeTaskDefinitionResponse::taskDefinition);
    }

    private Optional<DescribeTaskDefinitionResponse> describe(String name, boolean withTags) {
        DescribeTaskDefinitionRequest.Builder request =
                DescribeTaskDefinitionRequest.builder().taskDefinition(name);
        if (withTags) {
            request.include(TaskDefinitionField.TAGS);
        }
        try {
            return Optional.of(AwsCall.run(
                    "ecs:DescribeTaskDefinition",
                    "task definition " + name,
                    () -> ecs.describeTaskDefinition(request.build())));
        } catch (AwsCallException failed) {
            if (KnownMessage.NO_SUCH_TASK_DEFINITION.isIn(failed)) {
                return Optional.empty();
            }
            throw failed;
        }
    }
}
