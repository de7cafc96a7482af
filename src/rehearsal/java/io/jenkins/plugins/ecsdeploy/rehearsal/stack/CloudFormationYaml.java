package io.jenkins.plugins.ecsdeploy.rehearsal.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * CloudFormation's YAML: its short tags become what they stand for, so that {@code !Ref Vpc} is {@code {"Ref": "Vpc"}} and
 * {@code !GetAtt Role.Arn} is {@code {"Fn::GetAtt": ["Role", "Arn"]}} (CloudFormation User Guide, "Intrinsic functions").
 */
final class CloudFormationYaml {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CloudFormationYaml() {}

    static JsonNode read(String yaml) {
        return JSON.valueToTree(new Yaml(new Tags()).<Object>load(yaml));
    }

    private static final class Tags extends SafeConstructor {

        Tags() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new Tagged());
        }

        private final class Tagged extends AbstractConstruct {

            @Override
            public Object construct(Node node) {
                String function = node.getTag().getValue().substring(1);
                Object value = value(node);
                if (function.equals("GetAtt") && value instanceof String text) {
                    int dot = text.indexOf('.');
                    value = List.of(text.substring(0, dot), text.substring(dot + 1));
                }
                boolean plain = function.equals("Ref") || function.equals("Condition");
                return Map.of(plain ? function : "Fn::" + function, value);
            }

            private Object value(Node node) {
                if (node instanceof ScalarNode scalar) {
                    return constructScalar(scalar);
                }
                return node instanceof SequenceNode sequence
                        ? constructSequence(sequence)
                        : constructMapping((MappingNode) node);
            }
        }
    }
}
