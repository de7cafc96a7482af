package io.jenkins.plugins.ecsdeploy.simulator.seed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsApi;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Action;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Listener;
import io.jenkins.plugins.ecsdeploy.simulator.elb.LoadBalancer;
import io.jenkins.plugins.ecsdeploy.simulator.elb.LoadBalancing;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Rule;
import io.jenkins.plugins.ecsdeploy.simulator.elb.TargetGroup;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The service that rehearsals and tests deploy to: {@code webshop} in the cluster {@code rehearsal}, two Fargate tasks
 * behind a load balancer, running steadily since an hour ago on its first revision.
 */
public final class WebshopSeed {

    public static final String CLUSTER = "rehearsal";
    public static final String SERVICE = "webshop";

    /** How the service deploys. */
    public enum Strategy {
        ROLLING,
        BLUE_GREEN,
        LINEAR,
        CANARY,
        /** By CodeDeploy, with the deployment group {@code DgpECS-rehearsal-webshop}. */
        CODE_DEPLOY
    }

    /** What the seed has made, by ARN. */
    public record Webshop(
            String cluster,
            String service,
            String taskDefinitionArn,
            String loadBalancerArn,
            String blueTargetGroupArn,
            String greenTargetGroupArn,
            String productionRuleArn,
            String testRuleArn,
            String infrastructureRoleArn) {}

    private static final Duration RUNNING_SINCE = Duration.ofHours(1);

    private final AwsAccount account;
    private final EventTimeline timeline;
    private final LoadBalancing elb;
    private final EcsApi ecs;
    private Strategy strategy = Strategy.BLUE_GREEN;
    private int bakeMinutes = 5;
    private int readyWaitMinutes;
    private String capacityProvider = "";
    private boolean breaker = true;
    private boolean rollback = true;
    private Duration deregistrationDelay = Duration.ofSeconds(30);

    public WebshopSeed(AwsAccount account, EventTimeline timeline, LoadBalancing elb, EcsApi ecs) {
        this.account = account;
        this.timeline = timeline;
        this.elb = elb;
        this.ecs = ecs;
    }

    public WebshopSeed strategy(Strategy wanted) {
        strategy = wanted;
        return this;
    }

    /** Runs the tasks by a capacity provider strategy, instead of the launch type FARGATE. */
    public WebshopSeed capacityProvider(String name) {
        capacityProvider = name;
        return this;
    }

    /** How long CodeDeploy waits as Ready before the traffic goes over, then stops; 0 for not at all. */
    public WebshopSeed readyWaitMinutes(int minutes) {
        readyWaitMinutes = minutes;
        return this;
    }

    public int readyWaitMinutes() {
        return readyWaitMinutes;
    }

    /** Whether a deployment that fails is rolled back. */
    boolean rollsBack() {
        return rollback;
    }

    /** With CodeDeploy, how long both task sets run. */
    public int bakeMinutes() {
        return bakeMinutes;
    }

    public boolean isCodeDeploy() {
        return strategy == Strategy.CODE_DEPLOY;
    }

    public WebshopSeed bakeMinutes(int minutes) {
        bakeMinutes = minutes;
        return this;
    }

    public WebshopSeed circuitBreaker(boolean enable, boolean rollsBack) {
        breaker = enable;
        rollback = rollsBack;
        return this;
    }

    /** How long the target groups let targets drain. */
    public WebshopSeed deregistrationDelay(Duration delay) {
        deregistrationDelay = delay;
        return this;
    }

    /** Makes all of it. The timeline must be new. */
    public Webshop plant() {
        Webshop[] made = new Webshop[1];
        timeline.since(RUNNING_SINCE, () -> made[0] = make());
        return made[0];
    }

    /**
     * Lets the planted webshop's later deployments pause at a lifecycle stage for an hour, then roll back. CodeDeploy's
     * wait is the deployment group's: {@link #readyWaitMinutes}.
     *
     * @param stage such as {@code POST_TEST_TRAFFIC_SHIFT}
     * @throws io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError if the API allows no pause there
     */
    public void pauseAt(String stage) {
        if (isCodeDeploy()) {
            return;
        }
        ObjectNode request = Json.object().put("cluster", CLUSTER).put("service", SERVICE);
        ObjectNode deployment = deploymentConfiguration();
        request.set("deploymentConfiguration", deployment);
        ObjectNode hook = deployment.putArray("lifecycleHooks").addObject().put("targetType", "PAUSE");
        hook.putArray("lifecycleStages").add(stage);
        hook.putObject("timeoutConfiguration").put("timeoutInMinutes", 60).put("action", "ROLLBACK");
        timeline.caughtUp(() -> ecs.call("UpdateService", request));
    }

    private Webshop make() {
        LoadBalancer balancer = elb.createLoadBalancer(
                "webshop",
                "application",
                "internet-facing",
                List.of("subnet-0aaa1111", "subnet-0bbb2222"),
                List.of("sg-0ccc3333"));
        TargetGroup blue = elb.createTargetGroup(targetGroup("webshop-blue"));
        TargetGroup green = elb.createTargetGroup(targetGroup("webshop-green"));
        Rule production = rule(balancer, 80, blue, green);
        Rule test = rule(balancer, 8080, blue, green);
        ecs.call("CreateCluster", Json.object().put("clusterName", CLUSTER));
        String taskDefinition = ecs.call("RegisterTaskDefinition", taskDefinition())
                .get("taskDefinition")
                .get("taskDefinitionArn")
                .asText();
        Webshop webshop = new Webshop(
                CLUSTER,
                SERVICE,
                taskDefinition,
                balancer.arn(),
                blue.arn(),
                green.arn(),
                production.arn(),
                test.arn(),
                "arn:aws:iam::" + account.id() + ":role/ecsInfrastructureRoleForLoadBalancers");
        ecs.call("CreateService", service(webshop));
        return webshop;
    }

    private TargetGroup targetGroup(String name) {
        TargetGroup.HealthCheck check =
                new TargetGroup.HealthCheck("HTTP", "traffic-port", "/health", 10, 5, 3, 2, "200");
        return new TargetGroup("", name, "HTTP", 8080, "vpc-0a1b2c3d4e5f60718", "ip", check, deregistrationDelay);
    }

    /** What isn't the shop gets a 404; the shop's rule forwards with weights, as blue/green needs it. */
    private Rule rule(LoadBalancer balancer, int port, TargetGroup blue, TargetGroup green) {
        Listener listener = elb.createListener(balancer.arn(), port, "HTTP", List.of(Action.fixedResponse("404")));
        Map<String, Integer> weights = new LinkedHashMap<>();
        weights.put(blue.arn(), 100);
        weights.put(green.arn(), 0);
        return elb.createRule(
                listener.arn(),
                10,
                List.of(new Rule.Condition("path-pattern", List.of("/*"))),
                List.of(Action.forward(weights)));
    }

    /** What docs/examples/webshop/taskdef.json became with an earlier image. */
    private ObjectNode taskDefinition() {
        ObjectNode definition = Json.object()
                .put("family", "webshop")
                .put("networkMode", "awsvpc")
                .put("cpu", "512")
                .put("memory", "1024")
                .put("executionRoleArn", "arn:aws:iam::" + account.id() + ":role/webshop-execution")
                .put("taskRoleArn", "arn:aws:iam::" + account.id() + ":role/webshop-task");
        definition.set("requiresCompatibilities", Json.texts(List.of("FARGATE")));
        definition.putObject("runtimePlatform").put("cpuArchitecture", "X86_64").put("operatingSystemFamily", "LINUX");
        definition.putArray("containerDefinitions").add(web()).add(collector());
        return definition;
    }

    private ObjectNode web() {
        ObjectNode web = Json.object()
                .put("name", "web")
                .put("image", "public.ecr.aws/nginx/nginx:1.27")
                .put("essential", true)
                .put("user", "1000:1000")
                .put("readonlyRootFilesystem", true)
                .put("stopTimeout", 30);
        web.putArray("portMappings")
                .addObject()
                .put("name", "http")
                .put("containerPort", 8080)
                .put("protocol", "tcp")
                .put("appProtocol", "http");
        ArrayNode environment = web.putArray("environment");
        environment.addObject().put("name", "STAGE").put("value", "production");
        environment.addObject().put("name", "PORT").put("value", "8080");
        environment.addObject().put("name", "OTEL_EXPORTER_OTLP_ENDPOINT").put("value", "http://localhost:4318");
        web.putArray("secrets")
                .addObject()
                .put("name", "DATABASE_URL")
                .put("valueFrom", account.arn("ssm", "parameter/webshop/production/database-url"));
        ObjectNode healthCheck = web.putObject("healthCheck");
        healthCheck.set(
                "command",
                Json.texts(List.of("CMD-SHELL", "wget -q -O /dev/null http://localhost:8080/health || exit 1")));
        healthCheck.put("interval", 10).put("timeout", 5).put("retries", 3).put("startPeriod", 20);
        web.putArray("dependsOn")
                .addObject()
                .put("containerName", "otel-collector")
                .put("condition", "START");
        logs(web, "web");
        return web;
    }

    private ObjectNode collector() {
        ObjectNode collector = Json.object()
                .put("name", "otel-collector")
                .put("image", "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.1")
                .put("essential", false)
                .put("memory", 256)
                .put("readonlyRootFilesystem", true);
        collector.set("command", Json.texts(List.of("--config=/etc/ecs/ecs-default-config.yaml")));
        logs(collector, "otel");
        return collector;
    }

    private void logs(ObjectNode container, String prefix) {
        container
                .putObject("logConfiguration")
                .put("logDriver", "awslogs")
                .putObject("options")
                .put("awslogs-group", "/ecs/webshop")
                .put("awslogs-region", account.region())
                .put("awslogs-stream-prefix", prefix);
    }

    private ObjectNode service(Webshop webshop) {
        ObjectNode service = Json.object()
                .put("cluster", CLUSTER)
                .put("serviceName", SERVICE)
                .put("taskDefinition", webshop.taskDefinitionArn())
                .put("desiredCount", 2)
                .put("healthCheckGracePeriodSeconds", 0);
        if (capacityProvider.isEmpty()) {
            service.put("launchType", "FARGATE");
        } else {
            service.putArray("capacityProviderStrategy")
                    .addObject()
                    .put("capacityProvider", capacityProvider)
                    .put("base", 0)
                    .put("weight", 1);
        }
        ObjectNode balancer = service.putArray("loadBalancers").addObject();
        balancer.put("targetGroupArn", webshop.blueTargetGroupArn())
                .put("containerName", "web")
                .put("containerPort", 8080);
        balancer.putObject("advancedConfiguration")
                .put("alternateTargetGroupArn", webshop.greenTargetGroupArn())
                .put("productionListenerRule", webshop.productionRuleArn())
                .put("testListenerRule", webshop.testRuleArn())
                .put("roleArn", webshop.infrastructureRoleArn());
        ObjectNode network = service.putObject("networkConfiguration").putObject("awsvpcConfiguration");
        network.set("subnets", Json.texts(List.of("subnet-0aaa1111", "subnet-0bbb2222")));
        network.set("securityGroups", Json.texts(List.of("sg-0ccc3333")));
        network.put("assignPublicIp", "DISABLED");
        if (isCodeDeploy()) {
            service.putObject("deploymentController").put("type", "CODE_DEPLOY");
            balancer.remove("advancedConfiguration");
        } else {
            service.set("deploymentConfiguration", deploymentConfiguration());
        }
        return service;
    }

    private ObjectNode deploymentConfiguration() {
        ObjectNode deployment = Json.object();
        deployment.put("strategy", strategy.name()).put("maximumPercent", 200).put("minimumHealthyPercent", 100);
        if (strategy != Strategy.ROLLING) {
            deployment.put("bakeTimeInMinutes", bakeMinutes);
        }
        deployment.putObject("deploymentCircuitBreaker").put("enable", breaker).put("rollback", rollback);
        return deployment;
    }
}
