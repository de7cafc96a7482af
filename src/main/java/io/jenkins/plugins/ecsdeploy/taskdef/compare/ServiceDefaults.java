package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import static io.jenkins.plugins.ecsdeploy.taskdef.compare.DefaultValues.fill;
import static io.jenkins.plugins.ecsdeploy.taskdef.compare.DefaultValues.removeIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;

/**
 * What ECS adds to a service's definition, each with its source: the Amazon ECS API reference (2014-11-13), and differences
 * that others found between what they sent and what was described. A member that neither side names has no default here: it
 * is not compared.
 */
final class ServiceDefaults {

    private ServiceDefaults() {}

    /** Changes a definition to what ECS would describe, as far as that makes no difference. */
    static void apply(ObjectNode service) {
        if (service.path("networkConfiguration").path("awsvpcConfiguration") instanceof ObjectNode network) {
            // API reference, AwsVpcConfiguration: "The default value is DISABLED" for CreateService by the API.
            removeIf(network, "assignPublicIp", "DISABLED");
        }
        // API reference, CapacityProviderStrategyItem: "base … default value of 0", "weight … default value of 0".
        for (JsonNode item : service.path("capacityProviderStrategy")) {
            each(item, object -> {
                removeIf(object, "base", "0");
                removeIf(object, "weight", "0");
            });
        }
        // Described as attribute names are compared, in lower case (hashicorp/terraform-provider-aws, service.go:
        // normalizeTopLevelPlacementStrategy: "instanceId" and "host" mean the same).
        for (JsonNode item : service.path("placementStrategy")) {
            each(item, object -> {
                if (object.path("field").isTextual()) {
                    String field = object.path("field").asText().toLowerCase(Locale.ROOT);
                    object.put("field", field.equals("host") ? "instanceid" : field);
                }
            });
        }
        connect(service.path("serviceConnectConfiguration"));
        deployment(service.path("deploymentConfiguration"));
    }

    /** API reference, ServiceConnectService: discoveryName, "If this field isn't specified, portName is used". */
    private static void connect(JsonNode configuration) {
        for (JsonNode item : configuration.path("services")) {
            each(
                    item,
                    object -> fill(
                            object, "discoveryName", object.path("portName").asText()));
        }
    }

    private static void deployment(JsonNode configuration) {
        for (JsonNode item : configuration.path("lifecycleHooks")) {
            each(item, object -> {
                // API reference, DeploymentLifecycleHook: AWS_LAMBDA and, for PAUSE, a day and ROLLBACK are the
                // defaults.
                fill(object, "targetType", "AWS_LAMBDA");
                if (object.path("targetType").asText().equals("PAUSE")) {
                    ObjectNode timeout = object.withObject("/timeoutConfiguration");
                    fill(timeout, "timeoutInMinutes", 1440);
                    fill(timeout, "action", "ROLLBACK");
                }
            });
        }
    }

    private interface Change {
        void of(ObjectNode object);
    }

    private static void each(JsonNode item, Change change) {
        if (item instanceof ObjectNode object) {
            change.of(object);
        }
    }

    /** Numbers as texts, so that 5 and 5.0 are one: percentages are doubles. */
    static JsonNode canonicalNumber(JsonNode number) {
        return TextNode.valueOf(number.decimalValue().stripTrailingZeros().toPlainString());
    }
}
