package io.jenkins.plugins.ecsdeploy.rehearsal.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

/** A CloudFormation template of docs/infrastructure as a tree; its short tags become the functions that they stand for. */
public final class StackTemplate {

    public static final Path FOLDER = Path.of("docs/infrastructure/cloudformation");

    private final Map<String, Object> root;

    private StackTemplate(Map<String, Object> root) {
        this.root = root;
    }

    public static StackTemplate read(String name) {
        try {
            Map<String, Object> root = new Yaml(new Tags()).load(Files.readString(FOLDER.resolve(name + ".yaml")));
            return new StackTemplate(root);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Map<String, Object> section(String section) {
        return map(root.getOrDefault(section, new LinkedHashMap<>()));
    }

    /** The properties of a resource, to be changed by a test; empty if it has none. */
    public Map<String, Object> properties(String resource) {
        return map(map(section("Resources").get(resource)).getOrDefault("Properties", new LinkedHashMap<>()));
    }

    public String type(String resource) {
        return (String) map(section("Resources").get(resource)).get("Type");
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    public static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    private static final class Tags extends SafeConstructor {

        Tags() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    String tag = node.getTag().getValue().substring(1);
                    return Map.of(tag.equals("Ref") ? "Ref" : "Fn::" + tag, value(node));
                }
            });
        }

        private Object value(Node node) {
            if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            return node instanceof SequenceNode sequence
                    ? constructSequence(sequence)
                    : constructMapping((MappingNode) node);
        }
    }
}
