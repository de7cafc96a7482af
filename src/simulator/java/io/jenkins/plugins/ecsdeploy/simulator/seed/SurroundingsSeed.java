package io.jenkins.plugins.ecsdeploy.simulator.seed;

import io.jenkins.plugins.ecsdeploy.simulator.account.Surroundings;
import io.jenkins.plugins.ecsdeploy.simulator.cloudwatch.LogStore;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import java.util.Map;

/** What the webshop stands on beside its cluster and its load balancer: roles, network, its parameters, its secret, its log group. */
public final class SurroundingsSeed {

    private static final String VPC = "vpc-0a1b2c3d4e5f60718";

    private SurroundingsSeed() {}

    public static void plant(AwsAccount account, Surroundings around, LogStore logs) {
        String roles = "arn:aws:iam::" + account.id() + ":role/";
        around.role(roles + "webshop-execution", "ecs-tasks.amazonaws.com")
                .role(roles + "webshop-task", "ecs-tasks.amazonaws.com")
                .role(roles + "ecsInfrastructureRoleForLoadBalancers", "ecs.amazonaws.com")
                .subnet("subnet-0aaa1111", VPC, account.region() + "a")
                .subnet("subnet-0bbb2222", VPC, account.region() + "b")
                .securityGroup("sg-0ccc3333", VPC)
                .parameter("/webshop/production/database-url")
                .parameter("/webshop/production/greeting", "String", "Good morning")
                .secret(account.arn("secretsmanager", "secret:webshop/api-key-AbCdEf"), false)
                .stack(
                        "webshop",
                        "CREATE_COMPLETE",
                        Map.of(
                                "ExecutionRoleArn", roles + "webshop-execution",
                                "TaskRoleArn", roles + "webshop-task",
                                "LogGroup", "/ecs/webshop"))
                // Fargate On-Demand vCPU resource count, tasks per service, targets per Application Load Balancer
                .quota("L-3032A538", 140)
                .quota("L-92E49DE3", 5000)
                .quota("L-7E6692B2", 1000);
        logs.create("/ecs/webshop");
    }
}
