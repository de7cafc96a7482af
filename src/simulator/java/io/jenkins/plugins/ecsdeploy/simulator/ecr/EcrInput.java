package io.jenkins.plugins.ecsdeploy.simulator.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The input of an ECR operation, checked against the constraints of the API reference as it is read. */
final class EcrInput {

    /** The pattern of {@code repositoryName} in the API reference. */
    private static final String NAME = "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*";

    private static final Pattern REGISTRY_ID = Pattern.compile("[0-9]{12}");

    private final ObjectNode json;

    EcrInput(ObjectNode json) {
        this.json = json;
    }

    JsonNode get(String member) {
        return json.path(member);
    }

    boolean has(String member) {
        return json.hasNonNull(member);
    }

    /** The requested registry; {@code own} if none is named. */
    String registryId(String own) {
        String id = has("registryId") ? json.get("registryId").asText() : own;
        if (!REGISTRY_ID.matcher(id).matches()) {
            throw EcrErrors.invalid("registryId", "must satisfy regular expression '[0-9]{12}'");
        }
        return id;
    }

    String repositoryName() {
        return checkedName("repositoryName", required("repositoryName"));
    }

    /** Empty if none are named. */
    List<String> repositoryNames() {
        List<String> names = new ArrayList<>();
        for (JsonNode name : list("repositoryNames", 100)) {
            names.add(checkedName("repositoryNames", name.asText()));
        }
        return names;
    }

    private static String checkedName(String parameter, String name) {
        if (name.length() < 2) {
            throw EcrErrors.invalid(parameter, "must have length greater than or equal to 2");
        }
        if (name.length() > 256) {
            throw EcrErrors.invalid(parameter, "must have length less than or equal to 256");
        }
        if (!name.matches(NAME)) {
            throw EcrErrors.invalid(parameter, "must satisfy regular expression '" + NAME + "'");
        }
        return name;
    }

    String required(String member) {
        if (!has(member)) {
            throw EcrErrors.invalid(member, "must not be null");
        }
        return json.path(member).asText();
    }

    String oneOf(String parameter, JsonNode value, String ifAbsent, List<String> allowed) {
        if (value.isMissingNode() || value.isNull()) {
            return ifAbsent;
        }
        if (!allowed.contains(value.asText())) {
            throw EcrErrors.invalid(parameter, "must satisfy enum value set: " + allowed);
        }
        return value.asText();
    }

    List<ImageId> requiredImageIds() {
        if (!has("imageIds")) {
            throw EcrErrors.invalid("imageIds", "must not be null");
        }
        return imageIds();
    }

    /** Empty if none are named. */
    List<ImageId> imageIds() {
        List<ImageId> ids = new ArrayList<>();
        for (JsonNode id : list("imageIds", 100)) {
            ids.add(ImageId.of(id));
        }
        return ids;
    }

    /** A list of 1 to {@code limit} members; empty if it is absent. */
    private List<JsonNode> list(String member, int limit) {
        List<JsonNode> items = new ArrayList<>();
        json.path(member).forEach(items::add);
        if (has(member) && items.isEmpty()) {
            throw EcrErrors.invalid(member, "must have length greater than or equal to 1");
        }
        if (items.size() > limit) {
            throw EcrErrors.invalid(member, "must have length less than or equal to " + limit);
        }
        return items;
    }
}
