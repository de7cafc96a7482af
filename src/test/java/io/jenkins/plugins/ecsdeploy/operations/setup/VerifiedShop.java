package io.jenkins.plugins.ecsdeploy.operations.setup;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.registry.RegistryFixture;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClients;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.account.Surroundings;
import io.jenkins.plugins.ecsdeploy.simulator.elb.TargetGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** The webshop with all that its next deployment stands on: images, roles, secrets, logs, traffic, network, alarms. */
final class VerifiedShop implements AutoCloseable {

    static final String EXECUTION = "arn:aws:iam::123456789012:role/webshop-execution";
    static final String TASK = "arn:aws:iam::123456789012:role/webshop-task";
    static final String INFRASTRUCTURE = "arn:aws:iam::123456789012:role/ecsInfrastructureRoleForLoadBalancers";
    static final String BUILD = "arn:aws:iam::123456789012:user/jenkins";
    static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:webshop-key-AbCdEf";
    static final String PARAMETER = "arn:aws:ssm:us-east-1:123456789012:parameter/webshop/production/database-url";

    private static final String TEMPLATE = """
            {
              "family": "webshop",
              "networkMode": "awsvpc",
              "requiresCompatibilities": ["FARGATE"],
              "cpu": "512",
              "memory": "1024",
              "executionRoleArn": "arn:aws:iam::123456789012:role/webshop-execution",
              "taskRoleArn": "arn:aws:iam::123456789012:role/webshop-task",
              "containerDefinitions": [
                {
                  "name": "web",
                  "image": "set-by-the-build",
                  "portMappings": [{"containerPort": 8080}],
                  "secrets": [
                    {"name": "KEY", "valueFrom": "SECRET:key::"},
                    {"name": "URL", "valueFrom": "PARAMETER"}
                  ],
                  "logConfiguration": {
                    "logDriver": "awslogs",
                    "options": {"awslogs-group": "/ecs/webshop", "awslogs-region": "us-east-1",
                      "awslogs-stream-prefix": "web"}
                  }
                }
              ]
            }
            """.replace("SECRET", SECRET).replace("PARAMETER", PARAMETER);

    final Webshop webshop;
    final Simulator simulator;
    final Surroundings around;
    final EcsClient ecs;
    final List<String> log = new ArrayList<>();
    String image;
    private String taskDefinition;
    private String cluster = "rehearsal";
    private String service = "webshop";
    private Optional<String> strategy = Optional.empty();
    private RegistryClients registries = this::overHttp;

    /** The registries that a login went to. */
    final List<String> loginsSentTo = new ArrayList<>();

    VerifiedShop(Path folder) throws InterruptedException {
        webshop = Webshop.open(folder).seeded();
        simulator = webshop.simulator;
        around = simulator.surroundings();
        around.secret(SECRET, false);
        ecs = webshop.clients.ecs();
        image = webshop.push().uri().toString();
        taskDefinition = register(text -> text, image);
        update(service -> service.deploymentConfiguration(configuration -> configuration.alarms(
                alarms -> alarms.alarmNames("5xx").enable(true).rollback(true))));
    }

    private RegistryClient overHttp(RegistryTarget target, Optional<RegistryCredentials> login) {
        login.ifPresent(sent -> loginsSentTo.add(target.registry()));
        return RegistryClients.overHttp(new Retries(2, Duration.ofSeconds(1), pause -> {}))
                .client(target, login);
    }

    private String register(UnaryOperator<String> change, String ofImage) throws InterruptedException {
        return webshop.template(change.apply(TEMPLATE))
                .values(Map.of())
                .register(ofImage, false)
                .arn()
                .orElseThrow();
    }

    /** What is to be deployed has this instead. */
    void define(String from, String to) throws InterruptedException {
        if (!TEMPLATE.contains(from)) {
            throw new IllegalArgumentException(from);
        }
        taskDefinition = register(text -> text.replace(from, to), image);
    }

    void deploying(String name) {
        taskDefinition = name;
    }

    void image(String other) throws InterruptedException {
        taskDefinition = register(text -> text, other);
    }

    /** An image under one index, for these architectures. */
    void imageFor(Path folder, String... architectures) throws InterruptedException {
        Map<String, byte[]> layers = new LinkedHashMap<>();
        for (String architecture : architectures) {
            layers.put(architecture, TestImages.layer(architecture.hashCode(), 2000));
        }
        image(webshop.archive(
                        TestImages.writeDirectory(folder.resolve("index"), TestImages.platformLayout("1", layers)))
                .push()
                .uri()
                .toString());
    }

    void update(Consumer<UpdateServiceRequest.Builder> change) {
        ecs.updateService(request -> change.accept(request.cluster("rehearsal").service("webshop")));
    }

    void network(List<String> subnets, List<String> securityGroups) {
        update(service -> service.networkConfiguration(network ->
                network.awsvpcConfiguration(vpc -> vpc.subnets(subnets).securityGroups(securityGroups))));
    }

    LoadBalancer balancer() {
        return webshop.described().loadBalancers().get(0);
    }

    TargetGroup group(String name) {
        return simulator.loadBalancing().targetGroupNamed(name).orElseThrow();
    }

    /** Changes what a target group is. */
    void regroup(String name, String protocol, String vpc, String type) {
        TargetGroup is = group(name);
        simulator
                .loadBalancing()
                .modifyTargetGroup(new TargetGroup(
                        is.arn(),
                        is.name(),
                        protocol == null ? is.protocol() : protocol,
                        is.port(),
                        vpc == null ? is.vpcId() : vpc,
                        type == null ? is.targetType() : type,
                        is.healthCheck(),
                        is.deregistrationDelay()));
    }

    /** A blue/green service without a load balancer, on container instances. */
    void onInstances() throws InterruptedException {
        define("[\"FARGATE\"]", "[\"EC2\"]");
        service = "batch";
        ecs.createService(request -> request.cluster("rehearsal")
                .serviceName(service)
                .taskDefinition(taskDefinition)
                .launchType("EC2")
                .desiredCount(2)
                .deploymentConfiguration(configuration -> configuration.strategy("BLUE_GREEN"))
                .networkConfiguration(network -> network.awsvpcConfiguration(
                        vpc -> vpc.subnets("subnet-0aaa1111").securityGroups("sg-0ccc3333"))));
    }

    void cluster(String name) {
        cluster = name;
    }

    /** Whatever registry an image names is this one. */
    void elsewhere(RegistryFixture registry) {
        registries = (target, login) -> registry.client(registry.target(target.repository()), login);
    }

    void strategy(String name) {
        strategy = Optional.of(name);
    }

    VerifyDeployment.Result verify() throws InterruptedException {
        return new VerifyDeployment(registries, webshop.clock, webshop.clock::advance)
                .run(
                        new VerifyDeployment.Request(
                                webshop.connection,
                                new ServiceRef(cluster, service),
                                Optional.of(taskDefinition),
                                strategy),
                        (step, line) -> log.add(line));
    }

    @Override
    public void close() {
        webshop.close();
    }
}
