package io.jenkins.plugins.ecsdeploy.infrastructure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.infrastructure.terraform.HclBlock;
import io.jenkins.plugins.ecsdeploy.infrastructure.terraform.ModuleValues;
import io.jenkins.plugins.ecsdeploy.infrastructure.terraform.TerraformModule;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.Template;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.TemplateValues;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The policies of a template and of a module, evaluated: who is trusted, what is allowed, what a repository forgets. A
 * parameter has its default, one without a default is {@code <its_name>}; so is a resource.
 */
final class Policies {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRUST = " trusts";
    private static final String ALLOWS = " allows";
    private static final String ATTACHED = " has the managed policy";

    private Policies() {}

    static Map<String, JsonNode> of(Template template) {
        TemplateValues values = new TemplateValues(template, new Symbols(template));
        Map<String, JsonNode> policies = new TreeMap<>();
        for (String id : template.resources()) {
            if (!template.type(id).startsWith("AWS::IAM::")
                    && !template.type(id).startsWith("AWS::ECR::")) {
                continue;
            }
            JsonNode properties = values.of(template.properties(id));
            String name = Names.snake(id);
            put(policies, name + TRUST, properties.path("AssumeRolePolicyDocument"));
            put(policies, name + ALLOWS, properties.at("/PolicyDocument"));
            put(policies, name + ALLOWS, properties.at("/Policies/0/PolicyDocument"));
            put(policies, name + ALLOWS, properties.at("/LifecyclePolicy/LifecyclePolicyText"));
            put(policies, name + ATTACHED, properties.at("/ManagedPolicyArns/0"));
        }
        return policies;
    }

    static Map<String, JsonNode> of(TerraformModule module) {
        ModuleValues values = new ModuleValues(module, path -> symbol(module, path));
        Map<String, JsonNode> policies = new TreeMap<>();
        for (HclBlock resource : module.resources()) {
            String name = resource.label(1);
            resource.attribute("assume_role_policy").ifPresent(it -> put(policies, name + TRUST, values.of(it)));
            resource.attribute("policy").ifPresent(it -> put(policies, name + ALLOWS, values.of(it)));
            resource.attribute("policy_arn").ifPresent(it -> put(policies, name + ATTACHED, values.of(it)));
        }
        return policies;
    }

    private static void put(Map<String, JsonNode> policies, String name, JsonNode policy) {
        String text = policy.asText();
        if (!policy.isMissingNode() && !(policy.isTextual() && text.isEmpty())) {
            policies.put(name, text.startsWith("{") ? parse(text) : policy);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }

    private static JsonNode symbol(TerraformModule module, List<String> path) {
        String name = path.get(path.get(0).equals("data") ? path.size() - 1 : 1);
        String fixed = path.get(0).equals("var") ? module.defaults().get(name) : null;
        if (fixed == null) {
            return TextNode.valueOf("<" + name + ">");
        }
        return fixed.matches("\\d+") ? IntNode.valueOf(Integer.parseInt(fixed)) : TextNode.valueOf(fixed);
    }

    private record Symbols(Template template) implements TemplateValues.Known {

        private static final Map<String, String> PSEUDO =
                Map.of("AWS::Partition", "<partition>", "AWS::Region", "<region>", "AWS::AccountId", "<account_id>");

        @Override
        public JsonNode ref(String name) {
            if (PSEUDO.containsKey(name)) {
                return TextNode.valueOf(PSEUDO.get(name));
            }
            JsonNode parameter = template.parameter(name);
            String symbol = "<" + Names.snake(name) + ">";
            return parameter.has("Default")
                    ? parameter.get("Default")
                    : parameter.path("Type").asText().matches("List<.*|CommaDelimitedList")
                            ? JsonNodeFactory.instance.arrayNode().add(symbol)
                            : TextNode.valueOf(symbol);
        }

        @Override
        public JsonNode attribute(String resource, String attribute) {
            return TextNode.valueOf("<" + Names.snake(resource) + ">");
        }
    }
}
