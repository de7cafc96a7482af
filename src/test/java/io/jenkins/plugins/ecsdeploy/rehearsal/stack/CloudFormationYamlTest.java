package io.jenkins.plugins.ecsdeploy.rehearsal.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.infrastructure.Wire;
import io.jenkins.plugins.ecsdeploy.infrastructure.cloudformation.TemplateWires;
import org.junit.jupiter.api.Test;

class CloudFormationYamlTest {

    private static final String TEMPLATE = """
            Parameters:
              Name: {Type: String, Default: shop}
            Conditions:
              Named: !Not [!Equals [!Ref Name, '']]
            Resources:
              Rule:
                Type: A
                Condition: Named
                Properties:
                  RuleName: !Sub '${Name}-rule-${AWS::Region}'
                  TargetArn: !If [Named, !GetAtt Group.Target.Arn, !Ref AWS::NoValue]
                  Dimensions: [{Name: LoadBalancer, Value: !Ref Group}]
                  Tags: [{Key: Name, Value: !Ref Name}]
              Group: {Type: B}
            """;

    private final Template template = new Template("t", CloudFormationYaml.read(TEMPLATE));

    @Test
    void shortTagsBecomeFunctions() {
        JsonNode properties = template.properties("Rule");

        assertThat(properties.at("/RuleName")).hasToString("{\"Fn::Sub\":\"${Name}-rule-${AWS::Region}\"}");
        assertThat(properties.at("/TargetArn/Fn::If/1")).hasToString("{\"Fn::GetAtt\":[\"Group\",\"Target.Arn\"]}");
        assertThat(template.condition("Named"))
                .hasToString("{\"Fn::Not\":[{\"Fn::Equals\":[{\"Ref\":\"Name\"},\"\"]}]}");
    }

    @Test
    void wiresAreFoundThroughFunctionsAndConditions() {
        assertThat(TemplateWires.of(template))
                .containsExactlyInAnyOrder(
                        new Wire("rule", "count", "var.name"),
                        new Wire("rule", "rule_name", "var.name"),
                        new Wire("rule", "target_arn", "var.name"),
                        new Wire("rule", "target_arn", "group"),
                        new Wire("rule", "load_balancer", "group"));
    }

    @Test
    void functionsAreEvaluated() {
        assertThat(values("shop")
                        .of(template.properties("Rule"))
                        .path("RuleName")
                        .asText())
                .isEqualTo("shop-rule-AWS::Region");
        assertThat(values("shop")
                        .of(template.properties("Rule"))
                        .path("TargetArn")
                        .asText())
                .isEqualTo("Group.Target.Arn");
        assertThat(values("shop").isMade("Rule")).isTrue();
    }

    @Test
    void whatAConditionLeavesOutIsMissing() {
        assertThat(values("").of(template.properties("Rule")).has("TargetArn")).isFalse();
        assertThat(values("").isMade("Rule")).isFalse();
    }

    private TemplateValues values(String name) {
        return new TemplateValues(template, new TemplateValues.Known() {
            @Override
            public JsonNode ref(String reference) {
                return TextNode.valueOf(reference.equals("Name") ? name : reference);
            }

            @Override
            public JsonNode attribute(String resource, String attribute) {
                return TextNode.valueOf(resource + "." + attribute);
            }
        });
    }
}
