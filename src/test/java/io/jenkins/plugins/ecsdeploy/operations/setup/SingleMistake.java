package io.jenkins.plugins.ecsdeploy.operations.setup;

import io.jenkins.plugins.ecsdeploy.simulator.elb.Action;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Resource;

/** Each wire cut, each role wrong, each missing thing, and what must be said of it: that, and nothing else. */
enum SingleMistake {
    THE_DIGEST_IS_NOT_IN_THE_REPOSITORY(
            (shop, folder) -> shop.image(shop.image.replaceFirst("@sha256:.{4}", "@sha256:0000")), "there is no image"),
    THE_TAG_IS_NOT_IN_THE_REPOSITORY(
            (shop, folder) -> shop.image(shop.image.replaceFirst("@.*", ":missing")),
            "webshop:missing. Push it, or correct the tag"),
    THE_REPOSITORY_IS_MISSING(
            (shop, folder) -> shop.image(shop.image.replaceFirst("/webshop@", "/webshap@")),
            "there is no repository webshap for"),
    THE_IMAGE_IS_ARCHIVED(
            (shop, folder) -> shop.simulator.archiveImage("webshop", shop.image.replaceFirst(".*@", "")),
            "is ARCHIVED, so it can't be pulled"),
    THE_IMAGE_LACKS_THE_PLATFORM(
            (shop, folder) -> shop.imageFor(folder, "arm64"), "is for linux/arm64, and the task runs on linux/amd64"),
    THE_ONLY_PLATFORM_IS_ANOTHER(
            (shop, folder) -> shop.define(
                    "\"cpu\": \"512\"", "\"runtimePlatform\": {\"cpuArchitecture\": \"ARM64\"}, \"cpu\": \"512\""),
            "is for linux/amd64, and the task runs on linux/arm64"),
    THE_EXECUTION_ROLE_IS_MISSING(
            (shop, folder) -> shop.around.without(VerifiedShop.EXECUTION),
            "executionRoleArn names " + VerifiedShop.EXECUTION + ", which does not exist"),
    THE_TASK_ROLE_IS_MISSING(
            (shop, folder) -> shop.around.without(VerifiedShop.TASK),
            "taskRoleArn names " + VerifiedShop.TASK + ", which does not exist"),
    THE_EXECUTION_ROLE_TRUSTS_ANOTHER(
            (shop, folder) -> shop.around.role(VerifiedShop.EXECUTION, "ec2.amazonaws.com"),
            "executionRoleArn names " + VerifiedShop.EXECUTION + ", which ECS can't assume"),
    THE_TASK_ROLE_TRUSTS_ANOTHER(
            (shop, folder) -> shop.around.role(VerifiedShop.TASK, "lambda.amazonaws.com"),
            "its trust policy does not name ecs-tasks.amazonaws.com"),
    THE_EXECUTION_ROLE_MAY_NOT_BE_PASSED(
            (shop, folder) -> shop.around.deny(VerifiedShop.BUILD, "iam:PassRole", VerifiedShop.EXECUTION),
            "this build may not do iam:PassRole on " + VerifiedShop.EXECUTION),
    THE_TASK_ROLE_MAY_NOT_BE_PASSED(
            (shop, folder) -> shop.around.deny(VerifiedShop.BUILD, "iam:PassRole", VerifiedShop.TASK),
            "this build may not do iam:PassRole on " + VerifiedShop.TASK),
    THE_SECRET_MAY_NOT_BE_READ(
            (shop, folder) -> shop.around.deny(VerifiedShop.EXECUTION, "secretsmanager:GetSecretValue"),
            "the execution role may not do secretsmanager:GetSecretValue on " + VerifiedShop.SECRET),
    THE_PARAMETER_MAY_NOT_BE_READ(
            (shop, folder) -> shop.around.deny(VerifiedShop.EXECUTION, "ssm:GetParameters"),
            "the execution role may not do ssm:GetParameters on " + VerifiedShop.PARAMETER),
    LOGS_MAY_NOT_BE_WRITTEN(
            (shop, folder) -> shop.around.deny(VerifiedShop.EXECUTION, "logs:PutLogEvents"),
            "the execution role may not do logs:PutLogEvents on arn:aws:logs:us-east-1:123456789012:log-group:/ecs/webshop"),
    THE_LOG_GROUP_MAY_NOT_BE_CREATED(
            (shop, folder) -> {
                shop.define("\"/ecs/webshop\"", "\"/ecs/new\", \"awslogs-create-group\": \"true\"");
                shop.around.deny(VerifiedShop.EXECUTION, "logs:CreateLogGroup");
            },
            "may not do logs:CreateLogGroup on arn:aws:logs:us-east-1:123456789012:log-group:/ecs/new"),
    THE_IMAGE_MAY_NOT_BE_PULLED(
            (shop, folder) -> shop.around.deny(VerifiedShop.EXECUTION, "ecr:BatchGetImage"),
            "may not do ecr:BatchGetImage on arn:aws:ecr:us-east-1:123456789012:repository/webshop"),
    THE_REGISTRY_GIVES_NO_LOGIN(
            (shop, folder) -> shop.around.deny(VerifiedShop.EXECUTION, "ecr:GetAuthorizationToken"),
            "may not do ecr:GetAuthorizationToken on *"),
    THE_SECRET_IS_MISSING(
            (shop, folder) -> shop.around.without(VerifiedShop.SECRET),
            "container web, secret KEY: there is no secret " + VerifiedShop.SECRET),
    THE_SECRET_IS_DELETED(
            (shop, folder) -> shop.around.secret(VerifiedShop.SECRET, true),
            "container web, secret KEY: the secret " + VerifiedShop.SECRET + " was deleted"),
    THE_PARAMETER_IS_MISSING(
            (shop, folder) -> shop.around.without("/webshop/production/database-url"),
            "container web, secret URL: there is no parameter /webshop/production/database-url"),
    THE_LOG_GROUP_IS_MISSING(
            (shop, folder) -> shop.simulator.logs().delete("/ecs/webshop"), "there is no log group /ecs/webshop"),
    THE_TARGET_GROUP_IS_MISSING(
            (shop, folder) -> shop.simulator
                    .loadBalancing()
                    .delete(shop.group("webshop-blue").arn()),
            "loadBalancers[0].targetGroupArn names"),
    THE_ALTERNATE_TARGET_GROUP_IS_MISSING(
            (shop, folder) -> shop.simulator
                    .loadBalancing()
                    .delete(shop.group("webshop-green").arn()),
            "loadBalancers[0].advancedConfiguration.alternateTargetGroupArn names"),
    TARGETS_ARE_INSTANCES(
            (shop, folder) -> {
                shop.regroup("webshop-blue", null, null, "instance");
                shop.regroup("webshop-green", null, null, "instance");
            },
            "has the target type instance, and tasks with networkMode awsvpc need ip"),
    THE_TARGET_GROUPS_DIFFER_IN_THEIR_VPC(
            (shop, folder) -> shop.regroup("webshop-green", null, "vpc-other", null),
            "the two target groups differ in their VPC"),
    THE_TARGET_GROUPS_DIFFER_IN_THEIR_PROTOCOL(
            (shop, folder) -> shop.regroup("webshop-green", "HTTPS", null, null),
            "the two target groups differ in their protocol (HTTP and HTTPS)"),
    THE_CONTAINER_HAS_ANOTHER_NAME(
            (shop, folder) -> {
                shop.webshop.container("shop");
                shop.define("\"name\": \"web\"", "\"name\": \"shop\"");
            },
            "sends traffic to the container web, which webshop:3 does not have"),
    THE_PORT_IS_NOT_MAPPED(
            (shop, folder) -> shop.define("8080", "9090"), "sends traffic to port 8080 of the container web"),
    THE_PRODUCTION_RULE_IS_MISSING(
            (shop, folder) -> shop.simulator
                    .loadBalancing()
                    .delete(shop.balancer().advancedConfiguration().productionListenerRule()),
            "advancedConfiguration.productionListenerRule names"),
    THE_TEST_RULE_IS_MISSING(
            (shop, folder) -> shop.simulator
                    .loadBalancing()
                    .delete(shop.balancer().advancedConfiguration().testListenerRule()),
            "advancedConfiguration.testListenerRule names"),
    THE_RULES_FORGET_THE_ALTERNATE_TARGET_GROUP(
            (shop, folder) -> {
                List<Action> blueOnly =
                        List.of(Action.forward(Map.of(shop.group("webshop-blue").arn(), 1)));
                LoadBalancer balancer = shop.balancer();
                shop.simulator
                        .loadBalancing()
                        .modifyRule(balancer.advancedConfiguration().productionListenerRule(), blueOnly);
                shop.simulator
                        .loadBalancing()
                        .modifyRule(balancer.advancedConfiguration().testListenerRule(), blueOnly);
            },
            "is in no forward action of productionListenerRule or testListenerRule"),
    NOTHING_IS_SET_UP_FOR_BLUE_GREEN(
            (shop, folder) -> {
                LoadBalancer plain = shop.balancer().toBuilder()
                        .advancedConfiguration((AdvancedConfiguration) null)
                        .build();
                shop.update(service -> service.loadBalancers(plain)
                        .deploymentConfiguration(configuration -> configuration.strategy("ROLLING")));
                shop.strategy("BLUE_GREEN");
            },
            "lacks alternateTargetGroupArn, productionListenerRule, roleArn"),
    THE_INFRASTRUCTURE_ROLE_IS_MISSING(
            (shop, folder) -> shop.around.without(VerifiedShop.INFRASTRUCTURE),
            "roleArn names " + VerifiedShop.INFRASTRUCTURE + ", which does not exist"),
    THE_INFRASTRUCTURE_ROLE_TRUSTS_ANOTHER(
            (shop, folder) -> shop.around.role(VerifiedShop.INFRASTRUCTURE, "ecs-tasks.amazonaws.com"),
            "its trust policy does not name ecs.amazonaws.com"),
    THE_INFRASTRUCTURE_ROLE_MAY_NOT_SHIFT(
            (shop, folder) -> shop.around.deny(
                    VerifiedShop.INFRASTRUCTURE,
                    "elasticloadbalancing:ModifyRule",
                    shop.balancer().advancedConfiguration().productionListenerRule()),
            "the infrastructure role may not do elasticloadbalancing:ModifyRule on"),
    THE_INFRASTRUCTURE_ROLE_MAY_NOT_REGISTER(
            (shop, folder) -> shop.around.deny(VerifiedShop.INFRASTRUCTURE, "elasticloadbalancing:RegisterTargets"),
            "the infrastructure role may not do elasticloadbalancing:RegisterTargets on"),
    THE_INFRASTRUCTURE_ROLE_MAY_NOT_BE_PASSED(
            (shop, folder) -> shop.around.deny(VerifiedShop.BUILD, "iam:PassRole", VerifiedShop.INFRASTRUCTURE),
            "this build may not do iam:PassRole on " + VerifiedShop.INFRASTRUCTURE),
    A_SUBNET_IS_MISSING(
            (shop, folder) -> shop.around.without("subnet-0bbb2222"),
            "the subnet subnet-0bbb2222 of the service does not exist"),
    A_SUBNET_IS_IN_ANOTHER_VPC(
            (shop, folder) -> shop.around.subnet("subnet-0bbb2222", "vpc-other", "us-east-1b"),
            "the subnet subnet-0bbb2222 is in vpc-other, and the load balancer's target group in vpc-"),
    THE_SECURITY_GROUP_IS_MISSING(
            (shop, folder) -> shop.around.without("sg-0ccc3333"),
            "the security group sg-0ccc3333 of the service does not exist"),
    THE_SECURITY_GROUP_IS_IN_ANOTHER_VPC(
            (shop, folder) -> shop.around.securityGroup("sg-0ccc3333", "vpc-other"),
            "the security group sg-0ccc3333 is in vpc-other"),
    THE_CLUSTER_IS_MISSING((shop, folder) -> shop.cluster("nowhere"), "There is no ECS cluster \"nowhere\""),
    THE_CAPACITY_PROVIDER_IS_NOT_THE_CLUSTERS(
            (shop, folder) -> shop.update(service -> service.forceNewDeployment(true)
                    .capacityProviderStrategy(
                            item -> item.capacityProvider("FARGATE_SPOT").weight(1))),
            "capacity provider FARGATE_SPOT, which the cluster rehearsal does not have"),
    AN_ALARM_IS_MISSING((shop, folder) -> shop.simulator.alarms().delete("5xx"), "there is no CloudWatch alarm 5xx"),
    THE_INSTANCES_HAVE_NO_ROOM(
            (shop, folder) -> {
                instance(shop, 1024, 1500);
                shop.onInstances();
            },
            "have room for 1 more tasks of webshop:3, and the deployment starts 2 beside those that run"),
    THE_FARGATE_QUOTA_IS_TOO_SMALL(
            (shop, folder) -> shop.around.quota("L-3032A538", 1),
            "the deployment takes 2 Fargate vCPUs, and the account's quota L-3032A538 is 1"),
    THE_QUOTA_OF_TASKS_IS_TOO_SMALL(
            (shop, folder) -> shop.around.quota("L-92E49DE3", 1),
            "the deployment takes 2 tasks per service, and the account's quota L-92E49DE3 is 1"),
    THE_LOAD_BALANCER_HAS_TOO_MANY_TARGETS(
            (shop, folder) -> shop.around.quota("L-7E6692B2", 3),
            "the deployment adds 2 targets to the 2 of the load balancer webshop, and the account's quota L-7E6692B2"),
    THE_REVISION_WAS_DEREGISTERED(
            (shop, folder) -> {
                shop.ecs.deregisterTaskDefinition(request -> request.taskDefinition("webshop:2"));
                shop.deploying("webshop:2");
            },
            "the task definition webshop:2 is INACTIVE: it was deregistered"),
    THE_TASK_DEFINITION_IS_MISSING(
            (shop, folder) -> shop.deploying("webshop:99"), "there is no task definition webshop:99"),
    THE_TASK_DEFINITION_IS_NOT_FOR_FARGATE(
            (shop, folder) -> shop.define(
                    "\"requiresCompatibilities\": [\"FARGATE\"],\n  \"cpu\": \"512\",\n  \"memory\": \"1024\",",
                    "\"requiresCompatibilities\": [\"EC2\"], \"memory\": \"1024\","),
            "can't run on Fargate");

    /** Makes the mistake. */
    interface Cut {
        void make(VerifiedShop shop, Path folder) throws InterruptedException;
    }

    final Cut cut;
    final String said;

    SingleMistake(Cut cut, String said) {
        this.cut = cut;
        this.said = said;
    }

    /** An instance of this much room. */
    static void instance(VerifiedShop shop, int cpuUnits, int memoryMib) {
        shop.ecs.registerContainerInstance(request -> request.cluster("rehearsal")
                .totalResources(
                        Resource.builder()
                                .name("CPU")
                                .type("INTEGER")
                                .integerValue(cpuUnits)
                                .build(),
                        Resource.builder()
                                .name("MEMORY")
                                .type("INTEGER")
                                .integerValue(memoryMib)
                                .build()));
    }
}
