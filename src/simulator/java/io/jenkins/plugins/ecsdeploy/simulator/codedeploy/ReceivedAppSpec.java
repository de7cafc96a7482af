package io.jenkins.plugins.ecsdeploy.simulator.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * An AppSpec for an ECS service, JSON or YAML (CodeDeploy user guide, "AppSpec 'resources' section (Amazon ECS)" and
 * "AppSpec 'hooks' section").
 *
 * @param settings of CreateTaskSet that it names, in ECS's spelling
 * @param hooks lifecycle event → function
 */
record ReceivedAppSpec(String taskDefinition, ObjectNode settings, Map<String, String> hooks, String sha256) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * @param revision {@code revision} of CreateDeployment
     * @throws AwsError InvalidRevisionException
     */
    static ReceivedAppSpec of(JsonNode revision) {
        String type = revision.path("revisionType").asText();
        JsonNode given = revision.path("appSpecContent");
        String content = given.path("content").asText();
        if (!type.equals("AppSpecContent") || content.isEmpty()) {
            throw invalid("For ECS deployments the simulator takes a revision of the type AppSpecContent.");
        }
        String sha256 = sha256(content);
        String claimed = given.path("sha256").asText(sha256);
        if (!claimed.equalsIgnoreCase(sha256)) {
            throw invalid("The sha256 of the AppSpec content is " + sha256 + ", not " + claimed + ".");
        }
        JsonNode spec = parse(content);
        JsonNode resource = spec.path("Resources").path(0).elements().hasNext()
                ? spec.path("Resources").path(0).elements().next()
                : MAPPER.createObjectNode();
        JsonNode properties = resource.path("Properties");
        if (!resource.path("Type").asText().equals("AWS::ECS::Service")
                || properties.path("TaskDefinition").asText().isEmpty()
                || !properties.path("LoadBalancerInfo").has("ContainerName")) {
            throw invalid("The AppSpec needs a resource of the Type AWS::ECS::Service with a TaskDefinition and a"
                    + " LoadBalancerInfo.");
        }
        return new ReceivedAppSpec(
                properties.get("TaskDefinition").asText(), settings(properties), hooks(spec), sha256);
    }

    /** The function of a lifecycle event. */
    Optional<String> hook(String event) {
        return Optional.ofNullable(hooks.get(event));
    }

    private static ObjectNode settings(JsonNode properties) {
        ObjectNode settings = MAPPER.createObjectNode();
        JsonNode balancer = properties.path("LoadBalancerInfo");
        settings.putArray("loadBalancers")
                .addObject()
                .put("containerName", balancer.path("ContainerName").asText())
                .put("containerPort", balancer.path("ContainerPort").asInt());
        if (properties.has("PlatformVersion")) {
            settings.put("platformVersion", properties.get("PlatformVersion").asText());
        }
        if (properties.has("NetworkConfiguration")) {
            settings.set("networkConfiguration", lowerCase(properties.get("NetworkConfiguration")));
        }
        if (properties.has("CapacityProviderStrategy")) {
            settings.set("capacityProviderStrategy", lowerCase(properties.get("CapacityProviderStrategy")));
        }
        return settings;
    }

    private static Map<String, String> hooks(JsonNode spec) {
        Map<String, String> hooks = new LinkedHashMap<>();
        for (JsonNode hook : spec.path("Hooks")) {
            hook.fields()
                    .forEachRemaining(
                            entry -> hooks.put(entry.getKey(), entry.getValue().asText()));
        }
        return hooks;
    }

    /** AppSpec members are ECS's with a capital letter. */
    private static JsonNode lowerCase(JsonNode node) {
        if (node.isArray()) {
            ArrayNode list = MAPPER.createArrayNode();
            node.forEach(item -> list.add(lowerCase(item)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = MAPPER.createObjectNode();
        node.fields()
                .forEachRemaining(entry -> object.set(
                        Character.toLowerCase(entry.getKey().charAt(0))
                                + entry.getKey().substring(1),
                        lowerCase(entry.getValue())));
        return object;
    }

    private static JsonNode parse(String content) {
        try {
            return MAPPER.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(content));
        } catch (YAMLException | IllegalArgumentException unreadable) {
            throw invalid("The AppSpec is neither JSON nor YAML.");
        }
    }

    private static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    /** The simulator's wording. */
    private static AwsError invalid(String message) {
        return AwsError.client("InvalidRevisionException", message);
    }
}
