package io.jenkins.plugins.ecsdeploy.simulator.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.JsonService;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import java.util.ArrayList;
import java.util.List;

/** The parameters of AWS Systems Manager (API version 2014-11-06): DescribeParameters and GetParameters, by name. */
public final class SimulatedParameterStore implements JsonService {

    private static final int MOST_NAMES = 10;
    private static final String SECRETS = "/aws/reference/secretsmanager/";

    private final AwsAccount owner;
    private final Surroundings account;

    public SimulatedParameterStore(AwsAccount owner, Surroundings account) {
        this.owner = owner;
        this.account = account;
    }

    @Override
    public String targetPrefix() {
        return "AmazonSSM";
    }

    @Override
    public String iamPrefix() {
        return "ssm";
    }

    @Override
    public ObjectNode call(String operation, ObjectNode input, Caller caller) {
        return switch (operation) {
            case "DescribeParameters" -> describe(input);
            case "GetParameters" -> get(input);
            default ->
                throw AwsError.client("UnknownOperationException", "The simulator has no operation " + operation + ".");
        };
    }

    private ObjectNode describe(ObjectNode input) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode found = answer.putArray("Parameters");
        input.path("ParameterFilters")
                .forEach(filter -> filter.path("Values").forEach(name -> {
                    List<Surroundings.Parameter> versions = account.findParameter(name.asText());
                    if (filter.path("Key").asText().equals("Name") && !versions.isEmpty()) {
                        found.addObject()
                                .put("Name", name.asText())
                                .put("Type", versions.get(0).type());
                    }
                }));
        return answer;
    }

    /**
     * API reference, GetParameters: at most ten names; names that are not found are returned apart. Secrets of Secrets
     * Manager need decryption (sous-chefs/aws issue 419 quotes the answer).
     */
    private ObjectNode get(ObjectNode input) {
        JsonNode names = input.path("Names");
        if (names.isEmpty() || names.size() > MOST_NAMES) {
            throw AwsError.client(
                    "ValidationException",
                    "1 validation error detected: Value '" + texts(names) + "' at 'names' failed to satisfy constraint:"
                            + " Member must have length "
                            + (names.isEmpty() ? "greater than or equal to 1" : "less than or equal to " + MOST_NAMES));
        }
        names.forEach(name -> account.authorize(
                "AccessDeniedException", "ssm:GetParameters", owner.arn("ssm", "parameter" + path(name.asText()))));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode found = answer.putArray("Parameters");
        ArrayNode invalid = answer.putArray("InvalidParameters");
        boolean decrypts = input.path("WithDecryption").asBoolean();
        for (JsonNode each : names) {
            if (each.asText().startsWith(SECRETS) && !decrypts) {
                throw AwsError.client(
                        "ValidationException",
                        "WithDecryption flag must be True for retrieving a Secret Manager secret.");
            }
            if (!add(each.asText(), decrypts, found)) {
                invalid.add(each.asText());
            }
        }
        return answer;
    }

    private static List<String> texts(JsonNode names) {
        List<String> texts = new ArrayList<>();
        names.forEach(name -> texts.add(name.asText()));
        return texts;
    }

    /** User guide, "Working with parameter versions": {@code name:3}; without it the newest. */
    private boolean add(String asked, boolean decrypts, ArrayNode found) {
        int colon = asked.indexOf(':');
        String name = colon < 0 ? asked : asked.substring(0, colon);
        List<Surroundings.Parameter> versions = account.findParameter(name);
        int version = versions.size();
        if (colon >= 0) {
            String selector = asked.substring(colon + 1);
            version = selector.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(selector) : 0;
        }
        if (version < 1 || version > versions.size()) {
            return false;
        }
        Surroundings.Parameter parameter = versions.get(version - 1);
        boolean encrypted = parameter.type().equals("SecureString") && !decrypts;
        ObjectNode entry = found.addObject()
                .put("Name", name)
                .put("Type", parameter.type())
                .put("Value", encrypted ? "AQICAHhEncrypted" : parameter.value())
                .put("Version", version)
                .put("ARN", owner.arn("ssm", "parameter" + path(name)))
                .put("DataType", "text");
        if (colon >= 0) {
            entry.put("Selector", asked.substring(colon));
        }
        return true;
    }

    /** Of the ARN: {@code parameter/name} is the parameter {@code name} or {@code /name}. */
    private static String path(String asked) {
        String name = asked.replaceFirst(":.*", "");
        return name.startsWith("/") ? name : "/" + name;
    }
}
