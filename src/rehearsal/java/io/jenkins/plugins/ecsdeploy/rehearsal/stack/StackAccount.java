package io.jenkins.plugins.ecsdeploy.rehearsal.stack;

import static io.jenkins.plugins.ecsdeploy.rehearsal.stack.StackTemplate.list;
import static io.jenkins.plugins.ecsdeploy.rehearsal.stack.StackTemplate.map;

import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Stacks that are made in the simulated account: functions are resolved, resources made as they are needed. */
public final class StackAccount {

    public static final String ACCOUNT = "123456789012";

    private static final Pattern IN_TEXT = Pattern.compile("\\$\\{([A-Za-z:.]+)}");
    private static final Map<String, Object> PSEUDO = Map.of(
            "AWS::AccountId", ACCOUNT,
            "AWS::Region", "us-east-1",
            "AWS::Partition", "aws",
            "AWS::NoValue", "");

    /** What a resource is known by. */
    record Made(String ref, Map<String, String> attributes) {}

    private final Simulator simulator;
    private final StackResources resources;
    private Map<String, Object> policy = Map.of();

    StackAccount(Simulator simulator, EcsClient ecs) {
        this.simulator = simulator;
        this.resources = new StackResources(simulator, ecs);
    }

    /**
     * Makes a stack.
     *
     * @param parameters those without a default
     * @return its outputs
     */
    Map<String, String> make(StackTemplate template, Map<String, Object> parameters) {
        Stack stack = new Stack(template, parameters);
        template.section("Resources").keySet().forEach(stack::made);
        Map<String, String> outputs = new HashMap<>();
        template.section("Outputs")
                .forEach((name, output) ->
                        outputs.put(name, text(stack.resolve(map(output).get("Value")))));
        return outputs;
    }

    /** Lets a principal do what the policy of the last stack with one allows, and nothing else. */
    void grantPolicy(String principal) {
        resources.grant(principal, policy);
    }

    /** Its actions, each once. */
    public Set<String> policyActions() {
        Set<String> actions = new TreeSet<>();
        list(policy.get("Statement"))
                .forEach(statement -> actions.addAll(several(map(statement).get("Action"))));
        return actions;
    }

    static String text(Object value) {
        return value instanceof List<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }

    private final class Stack {

        private final StackTemplate template;
        private final Map<String, Object> parameters;
        private final Map<String, Made> made = new HashMap<>();

        Stack(StackTemplate template, Map<String, Object> parameters) {
            this.template = template;
            this.parameters = parameters;
        }

        Made made(String resource) {
            if (!template.section("Resources").containsKey(resource)) {
                String missing = "missing-" + resource;
                simulator.alarms().delete(missing);
                return new Made(missing, Map.of());
            }
            Made known = made.get(resource);
            if (known == null) {
                known = resources.make(template.type(resource), resource, map(resolve(template.properties(resource))));
                made.put(resource, known);
                if (template.type(resource).equals("AWS::IAM::ManagedPolicy")) {
                    policy = map(map(resolve(template.properties(resource))).get("PolicyDocument"));
                }
            }
            return known;
        }

        Object resolve(Object value) {
            if (value instanceof List<?> several) {
                return several.stream().map(this::resolve).toList();
            }
            if (!(value instanceof Map<?, ?>)) {
                return value;
            }
            Map<String, Object> tree = map(value);
            if (tree.size() == 1) {
                String function = tree.keySet().iterator().next();
                Object argument = tree.get(function);
                if (function.equals("Ref") || function.startsWith("Fn::")) {
                    return call(function, argument);
                }
            }
            Map<String, Object> resolved = new HashMap<>();
            tree.forEach((name, inner) -> resolved.put(name, resolve(inner)));
            return resolved;
        }

        private Object call(String function, Object argument) {
            return switch (function) {
                case "Ref" -> ref((String) argument);
                case "Fn::GetAtt" -> attribute((String) argument);
                case "Fn::Sub" -> substituted((String) argument);
                case "Fn::Join" ->
                    list(resolve(list(argument).get(1))).stream()
                            .map(StackAccount::text)
                            .collect(Collectors.joining((String) list(argument).get(0)));
                case "Fn::Select" ->
                    list(resolve(list(argument).get(1)))
                            .get(Integer.parseInt(String.valueOf(list(argument).get(0))));
                case "Fn::If" ->
                    resolve(list(argument).get(condition((String) list(argument).get(0)) ? 1 : 2));
                case "Fn::GetAZs" -> List.of("us-east-1a", "us-east-1b");
                case "Fn::Cidr" -> List.of("10.20.0.0/20", "10.20.16.0/20", "10.20.32.0/20", "10.20.48.0/20");
                default -> throw new IllegalStateException(function);
            };
        }

        private boolean condition(String name) {
            return truth(template.section("Conditions").get(name));
        }

        private boolean truth(Object condition) {
            Map<String, Object> tree = map(condition);
            if (tree.containsKey("Fn::Not")) {
                return !truth(list(tree.get("Fn::Not")).get(0));
            }
            List<Object> both = list(resolve(tree.get("Fn::Equals")));
            return text(both.get(0)).equals(text(both.get(1)));
        }

        private Object ref(String name) {
            if (PSEUDO.containsKey(name)) {
                return PSEUDO.get(name);
            }
            if (template.section("Parameters").containsKey(name)) {
                Object given = parameters.get(name);
                return given == null
                        ? map(template.section("Parameters").get(name)).get("Default")
                        : given;
            }
            return made(name).ref();
        }

        private String attribute(String path) {
            String[] parts = path.split("\\.", 2);
            Made resource = made(parts[0]);
            return resource.attributes().getOrDefault(parts[1], resource.ref());
        }

        private String substituted(String text) {
            Matcher matcher = IN_TEXT.matcher(text);
            StringBuilder filled = new StringBuilder();
            while (matcher.find()) {
                String name = matcher.group(1);
                String value = name.contains(".") ? attribute(name) : text(ref(name));
                matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
            }
            return matcher.appendTail(filled).toString();
        }
    }

    /** The values of a list of statements' members, which may be one or several. */
    static List<String> several(Object value) {
        List<String> all = new ArrayList<>();
        if (value instanceof List<?> many) {
            many.forEach(one -> all.add(String.valueOf(one)));
        } else {
            all.add(String.valueOf(value));
        }
        return all;
    }
}
