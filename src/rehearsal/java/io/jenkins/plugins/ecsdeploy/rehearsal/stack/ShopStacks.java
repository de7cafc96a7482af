package io.jenkins.plugins.ecsdeploy.rehearsal.stack;

import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The stacks that docs/infrastructure/README.md makes from nothing, in an empty account, and what it maps their outputs to. */
public final class ShopStacks {

    public static final String CLUSTER = "shop";

    /** Every long-lived key of the simulated account is of this user. */
    private static final String BUILD = "arn:aws:iam::" + StackAccount.ACCOUNT + ":user/jenkins";

    private final StackAccount stacks;
    private final Map<String, StackTemplate> templates = new HashMap<>();
    private final Map<String, String> outputs = new HashMap<>();

    public ShopStacks(Simulator simulator, EcsClient ecs) {
        stacks = new StackAccount(simulator, ecs);
        // The smallest quotas that new accounts get (Service Quotas, AWS Fargate and Amazon ECS).
        simulator.surroundings().quota("L-3032A538", 6).quota("L-9EF96962", 5000);
        for (String name : List.of("network", "load-balancer", "application", "deploy-policy")) {
            templates.put(name, StackTemplate.read(name));
        }
    }

    /** Changes a template before its stack is made. */
    public ShopStacks with(String template, Consumer<StackTemplate> change) {
        change.accept(templates.get(template));
        return this;
    }

    /**
     * Makes them; builds may then do what the deploy policy allows.
     *
     * @param name of the application
     */
    public ShopStacks make(String name) {
        outputs.putAll(stacks.make(templates.get("network"), Map.of("Name", name)));
        outputs.putAll(stacks.make(
                templates.get("load-balancer"),
                Map.of(
                        "Name",
                        name,
                        "VpcId",
                        outputs.get("VpcId"),
                        "PublicSubnets",
                        List.of(outputs.get("PublicSubnets").split(",")))));
        outputs.putAll(stacks.make(templates.get("application"), Map.of("Name", name)));
        stacks.make(templates.get("deploy-policy"), Map.of("Name", name, "ServiceName", name));
        stacks.grantPolicy(BUILD);
        return this;
    }

    public StackAccount stacks() {
        return stacks;
    }

    /** The values of a template's placeholders. */
    public Map<String, String> values(Collection<String> placeholders) {
        Map<String, String> values = new HashMap<>();
        values.put("CLUSTER", outputs.get("ClusterName"));
        values.put("BLUE_TARGET_GROUP", outputs.get("BlueTargetGroupArn"));
        values.put("GREEN_TARGET_GROUP", outputs.get("GreenTargetGroupArn"));
        values.put("PRODUCTION_RULE", outputs.get("ProductionRuleArn"));
        values.put("TEST_RULE", outputs.get("TestRuleArn"));
        values.put("INFRASTRUCTURE_ROLE", outputs.get("InfrastructureRoleArn"));
        values.put("SUBNET_A", outputs.get("PrivateSubnets").split(",")[0]);
        values.put("SUBNET_B", outputs.get("PrivateSubnets").split(",")[1]);
        values.put("SECURITY_GROUP", outputs.get("TaskSecurityGroup"));
        values.put("BLUE_ALARM", outputs.get("AlarmNames").split(",")[0]);
        values.put("GREEN_ALARM", outputs.get("AlarmNames").split(",")[1]);
        values.put("EXECUTION_ROLE", outputs.get("ExecutionRoleArn"));
        values.put("SECRET", outputs.get("SecretArn"));
        values.put("STAGE_PARAMETER", outputs.get("StageParameter"));
        values.put("TASK_ROLE", outputs.get("TaskRoleArn"));
        values.keySet().retainAll(placeholders);
        return values;
    }
}
