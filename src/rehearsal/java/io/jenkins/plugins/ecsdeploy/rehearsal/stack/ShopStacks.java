package io.jenkins.plugins.ecsdeploy.rehearsal.stack;

import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.account.Surroundings;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All of docs/infrastructure but the service, made in an empty account, and what its outputs are to templates. */
public final class ShopStacks {

    public static final String CLUSTER = "shop";

    private final SimulatedResources resources;
    private final Surroundings surroundings;
    private final Map<String, Consumer<Template>> changes = new HashMap<>();
    private Map<String, String> outputs = Map.of();

    public ShopStacks(Simulator simulator, AwsClients clients) {
        resources = new SimulatedResources(simulator, clients);
        // The smallest quotas that new accounts get (Service Quotas: Fargate vCPUs, tasks per service, targets of a
        // balancer).
        surroundings = simulator.surroundings();
        surroundings.quota("L-3032A538", 6).quota("L-92E49DE3", 5000).quota("L-7E6692B2", 1000);
    }

    /** Changes a template before its stack is made. */
    public ShopStacks with(String template, Consumer<Template> change) {
        changes.put(template, change);
        return this;
    }

    /**
     * Makes them; builds may then do what the two policies allow.
     *
     * @param name of the service
     */
    public ShopStacks make(String name) {
        SimulatedStack stack = SimulatedStack.create(
                resources,
                "main",
                template -> {
                    changes.getOrDefault(template.name(), unchanged -> {}).accept(template);
                    return template;
                },
                Map.of(
                        "Name", TextNode.valueOf(name),
                        "ClusterName", TextNode.valueOf(CLUSTER),
                        "TestTrafficCidr", TextNode.valueOf("203.0.113.7/32"),
                        "ServiceMadeBy", TextNode.valueOf("JENKINS")));
        outputs = stack.outputs();
        surroundings.stack(name, "CREATE_COMPLETE", outputs);
        for (String policy : List.of("DeployPolicy", "SetupPolicy")) {
            resources.grant(
                    Surroundings.BUILD,
                    stack.properties("DeployPolicy." + policy).path("PolicyDocument"));
        }
        return this;
    }

    /** Builds may then also read what the read policy names: this service's parameters, secrets and stack. */
    public ShopStacks permitReads() {
        SimulatedStack stack = SimulatedStack.create(resources, "read-policy", template -> template, Map.of());
        resources.grant(Surroundings.BUILD, stack.properties("ReadPolicy").path("PolicyDocument"));
        return this;
    }

    /** What {@code aws cloudformation describe-stacks} shows of them. */
    public Map<String, String> outputs() {
        return outputs;
    }

    /** The values of a template's placeholders, as docs/infrastructure/README.md maps them. */
    public Map<String, String> values(Collection<String> placeholders) {
        Map<String, String> values = new HashMap<>(outputs);
        values.put("AWS_REGION", "us-east-1");
        values.put("SubnetA", outputs.get("PrivateSubnets").split(",")[0]);
        values.put("SubnetB", outputs.get("PrivateSubnets").split(",")[1]);
        String[] alarms = outputs.get("AlarmNames").split(",");
        for (int alarm = 0; alarm < alarms.length; alarm++) {
            values.put("Alarm" + (alarm + 1), alarms[alarm]);
        }
        values.keySet().retainAll(placeholders);
        return values;
    }
}
