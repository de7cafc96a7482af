package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import io.jenkins.plugins.ecsdeploy.simulator.cloudwatch.CloudWatchAlarms;
import io.jenkins.plugins.ecsdeploy.simulator.cloudwatch.LogStore;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.EcsTimings;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenarios;
import io.jenkins.plugins.ecsdeploy.simulator.elb.ElbApi;
import io.jenkins.plugins.ecsdeploy.simulator.elb.LoadBalancing;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.wire.SimulatorServer;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import io.jenkins.plugins.ecsdeploy.simulator.world.ImageCatalog;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** ECS and ELBv2 on a clock moved by hand, with real clients over loopback HTTP. */
public final class EcsTestBed implements AutoCloseable {

    public static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    public final SimulatorClock.Manual clock = SimulatorClock.manual(START);
    public final EventTimeline timeline = new EventTimeline(clock);
    public final Scenarios scenarios = new Scenarios();
    public final CloudWatchAlarms alarms = new CloudWatchAlarms(timeline);
    public final Map<String, String> images = new HashMap<>();
    public final LoadBalancing loadBalancing = new LoadBalancing(AwsAccount.EXAMPLE, timeline);
    public final EcsApi api;
    public final EcsClient ecs;
    public final ElasticLoadBalancingV2Client elb;
    private final SimulatorServer server;

    public EcsTestBed() {
        this(EcsTimings.FARGATE);
    }

    public EcsTestBed(EcsTimings timings) {
        try {
            server = new SimulatorServer(0, new Faults());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        api = new EcsApi(
                AwsAccount.EXAMPLE, timeline, loadBalancing, catalog(), timings, scenarios, alarms, new LogStore());
        server.add(api)
                .add(new ElbApi(AwsAccount.EXAMPLE, timeline, loadBalancing))
                .start();
        ecs = ecsIn(AwsAccount.EXAMPLE.region());
        elb = client(ElasticLoadBalancingV2Client.builder(), server.endpoint(), AwsAccount.EXAMPLE.region())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    public EcsClient ecsIn(String region) {
        return client(EcsClient.builder(), server.endpoint(), region)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    public WebshopSeed seed() {
        return new WebshopSeed(AwsAccount.EXAMPLE, timeline, loadBalancing, api);
    }

    public void pass(Duration time) {
        clock.advance(time);
    }

    public void passSeconds(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    public Service webshop() {
        return ecs.describeServices(
                        request -> request.cluster(WebshopSeed.CLUSTER).services(WebshopSeed.SERVICE))
                .services()
                .get(0);
    }

    /** The deployment that an update to a second revision, with another image, makes PRIMARY. */
    public Deployment deployNewRevision() {
        return deploy(registerRevision("public.ecr.aws/nginx/nginx:1.28"));
    }

    public Deployment deploy(String taskDefinition) {
        return primary(ecs.updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                        .service(WebshopSeed.SERVICE)
                        .taskDefinition(taskDefinition))
                .service());
    }

    /** Registers the webshop's next revision with another image of its web container. */
    public String registerRevision(String image) {
        var current = ecs.describeTaskDefinition(request -> request.taskDefinition("webshop"))
                .taskDefinition();
        var web = current.containerDefinitions().get(0).toBuilder().image(image).build();
        return ecs.registerTaskDefinition(request -> request.family("webshop")
                        .networkMode(current.networkMode())
                        .cpu(current.cpu())
                        .memory(current.memory())
                        .executionRoleArn(current.executionRoleArn())
                        .requiresCompatibilities(current.requiresCompatibilities())
                        .containerDefinitions(
                                web, current.containerDefinitions().get(1)))
                .taskDefinition()
                .taskDefinitionArn();
    }

    public static Deployment primary(Service service) {
        return service.deployments().stream()
                .filter(deployment -> deployment.status().equals("PRIMARY"))
                .findFirst()
                .orElseThrow();
    }

    /** The newest service deployment that is listed. */
    public ServiceDeployment newest() {
        String arn = ecs.listServiceDeployments(
                        request -> request.cluster(WebshopSeed.CLUSTER).service(WebshopSeed.SERVICE))
                .serviceDeployments()
                .get(0)
                .serviceDeploymentArn();
        return describe(arn);
    }

    public ServiceDeployment describe(String arn) {
        return ecs.describeServiceDeployments(request -> request.serviceDeploymentArns(arn))
                .serviceDeployments()
                .get(0);
    }

    public List<String> messages() {
        return webshop().events().stream().map(event -> event.message()).toList();
    }

    public List<Task> stoppedTasks() {
        List<String> arns = ecs.listTasks(request -> request.cluster(WebshopSeed.CLUSTER)
                        .serviceName(WebshopSeed.SERVICE)
                        .desiredStatus("STOPPED"))
                .taskArns();
        return arns.isEmpty()
                ? List.of()
                : ecs.describeTasks(
                                request -> request.cluster(WebshopSeed.CLUSTER).tasks(arns))
                        .tasks();
    }

    /** Weight of a target group in a rule. */
    public int weight(String ruleArn, String targetGroupArn) {
        return elb
                .describeRules(request -> request.ruleArns(ruleArn))
                .rules()
                .get(0)
                .actions()
                .get(0)
                .forwardConfig()
                .targetGroups()
                .stream()
                .filter(tuple -> tuple.targetGroupArn().equals(targetGroupArn))
                .findFirst()
                .orElseThrow()
                .weight();
    }

    @Override
    public void close() {
        ecs.close();
        elb.close();
        server.close();
    }

    private ImageCatalog catalog() {
        return new ImageCatalog() {
            @Override
            public boolean serves(String registryHost) {
                return registryHost.equals("registry.example:4590");
            }

            @Override
            public Optional<String> digestOf(String reference) {
                return Optional.ofNullable(images.get(reference));
            }
        };
    }

    private static <B extends AwsClientBuilder<B, ?>> B client(B builder, URI endpoint, String region) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")));
    }
}
