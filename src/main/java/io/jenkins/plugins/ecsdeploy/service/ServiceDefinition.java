package io.jenkins.plugins.ecsdeploy.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.Difference;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.ServiceComparison;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service as it is meant to be, in the members of {@code CreateService}. Immutable. */
public final class ServiceDefinition {

    private final ObjectNode json;

    private ServiceDefinition(ObjectNode json) {
        this.json = json;
    }

    /** @param json checked against the schema; it has a name */
    public static ServiceDefinition of(ObjectNode json) {
        return new ServiceDefinition(json.deepCopy());
    }

    public String name() {
        return json.path(ServiceSchemas.NAME).asText();
    }

    public Optional<String> cluster() {
        return text(ServiceSchemas.CLUSTER);
    }

    public Optional<String> taskDefinition() {
        return text(ServiceSchemas.TASK_DEFINITION);
    }

    private Optional<String> text(String member) {
        return Optional.ofNullable(json.get(member)).map(JsonNode::asText);
    }

    /** @param name {@code family}, {@code family:revision} or ARN */
    public ServiceDefinition withTaskDefinition(String name) {
        ObjectNode changed = json.deepCopy();
        changed.put(ServiceSchemas.TASK_DEFINITION, name);
        return new ServiceDefinition(changed);
    }

    /** @param tags those that the definition lacks */
    public ServiceDefinition withTags(Map<String, String> tags) {
        ObjectNode changed = json.deepCopy();
        Map<String, String> own = tags();
        tags.forEach((key, value) -> {
            if (!own.containsKey(key)) {
                changed.withArrayProperty(ServiceSchemas.TAGS)
                        .addObject()
                        .put("key", key)
                        .put("value", value);
            }
        });
        return new ServiceDefinition(changed);
    }

    /** @param members names, such as {@code desiredCount} and {@code deploymentConfiguration.alarms} */
    ServiceDefinition without(Collection<String> members) {
        ObjectNode changed = json.deepCopy();
        for (String member : members) {
            String[] names = member.split("\\.", 2);
            if (names.length == 1) {
                changed.remove(member);
            } else if (changed.path(names[0]) instanceof ObjectNode inner) {
                inner.remove(names[1]);
            }
        }
        return new ServiceDefinition(changed);
    }

    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        json.path(ServiceSchemas.TAGS)
                .forEach(tag ->
                        tags.put(tag.path("key").asText(), tag.path("value").asText()));
        return tags;
    }

    /** Tags that a service lacks or has with another value. */
    List<Difference> differingTags(Map<String, String> has) {
        return ServiceComparison.tags(has, json.path(ServiceSchemas.TAGS));
    }

    /** All but the names, the cluster and the tags; a copy. */
    ObjectNode settings() {
        return json.deepCopy().without(List.of(ServiceSchemas.NAME, ServiceSchemas.CLUSTER, ServiceSchemas.TAGS));
    }

    /** All of it, without lists that are written empty: CreateService has nothing to remove. */
    ObjectNode toCreate() {
        ObjectNode copy = json.deepCopy();
        copy.properties()
                .removeIf(member ->
                        member.getValue().isArray() && member.getValue().isEmpty());
        return copy;
    }

    boolean has(String member) {
        return json.has(member);
    }

    int desiredCount() {
        return json.path(ServiceSchemas.COUNT).asInt();
    }

    /** Whether the template takes a member from AWS, so that it is not shown. */
    boolean isExternal(String member) {
        return json instanceof RenderedObject rendered && rendered.isExternal(member);
    }

    /** Names only: values may be secret. */
    @Override
    public String toString() {
        return "ServiceDefinition[" + name() + "]";
    }
}
