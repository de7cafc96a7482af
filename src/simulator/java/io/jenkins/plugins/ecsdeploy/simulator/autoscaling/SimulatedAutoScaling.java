package io.jenkins.plugins.ecsdeploy.simulator.autoscaling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.JsonService;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Application Auto Scaling (API version 2016-02-06), as far as it says which services it scales: RegisterScalableTarget and
 * DescribeScalableTargets. It scales nothing.
 */
public final class SimulatedAutoScaling implements JsonService {

    private static final String DIMENSION = "ecs:service:DesiredCount";

    private final Set<String> services = new ConcurrentSkipListSet<>();

    /** @param resourceId {@code service/CLUSTER/SERVICE} */
    public void scale(String resourceId) {
        services.add(resourceId);
    }

    @Override
    public String targetPrefix() {
        return "AnyScaleFrontendService";
    }

    @Override
    public String iamPrefix() {
        return "application-autoscaling";
    }

    @Override
    public ObjectNode call(String operation, ObjectNode input, Caller caller) {
        if (!input.path("ServiceNamespace").asText().equals("ecs")) {
            throw AwsError.client("ValidationException", "The simulator scales services of ECS only.");
        }
        return switch (operation) {
            case "RegisterScalableTarget" -> register(input);
            case "DescribeScalableTargets" -> describe(input);
            default ->
                throw AwsError.client(
                        "UnknownOperationException",
                        "The simulator has no operation " + operation + " of Application Auto Scaling.");
        };
    }

    private ObjectNode register(ObjectNode input) {
        scale(input.path("ResourceId").asText());
        return JsonNodeFactory.instance.objectNode();
    }

    private ObjectNode describe(ObjectNode input) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode targets = answer.putArray("ScalableTargets");
        input.path("ResourceIds").forEach(id -> {
            if (services.contains(id.asText())) {
                targets.addObject()
                        .put("ServiceNamespace", "ecs")
                        .put("ResourceId", id.asText())
                        .put("ScalableDimension", DIMENSION);
            }
        });
        return answer;
    }
}
