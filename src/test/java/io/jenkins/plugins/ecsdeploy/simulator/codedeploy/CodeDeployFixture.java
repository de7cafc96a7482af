package io.jenkins.plugins.ecsdeploy.simulator.codedeploy;

import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.seed.CodeDeploySeed;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.ECSTarget;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;

/** A webshop that CodeDeploy deploys, and clients of both services. */
abstract class CodeDeployFixture {

    final SimulatorClock.Manual clock = SimulatorClock.manual(Instant.parse("2026-11-23T09:00:00Z"));
    Simulator simulator;
    CodeDeployClient codeDeploy;
    EcsClient ecs;
    WebshopSeed.Webshop webshop;

    @BeforeEach
    void open() throws IOException {
        simulator = Simulator.start(0, clock);
        codeDeploy = client(CodeDeployClient.builder())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        ecs = client(EcsClient.builder())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterEach
    void close() {
        codeDeploy.close();
        ecs.close();
        simulator.close();
    }

    void plant(int readyWaitMinutes) {
        simulator
                .seed()
                .strategy(WebshopSeed.Strategy.CODE_DEPLOY)
                .bakeMinutes(5)
                .readyWaitMinutes(readyWaitMinutes);
        webshop = simulator.seedWebshop();
    }

    String deploy(String taskDefinition) {
        return create(spec(taskDefinition), null);
    }

    String create(String spec, String config) {
        return create(spec, config, sha256(spec));
    }

    String create(String spec, String config, String sha256) {
        return codeDeploy
                .createDeployment(request -> request.applicationName(CodeDeploySeed.APPLICATION)
                        .deploymentGroupName(CodeDeploySeed.GROUP)
                        .deploymentConfigName(config)
                        .revision(revision -> revision.revisionType("AppSpecContent")
                                .appSpecContent(content -> content.content(spec).sha256(sha256))))
                .deploymentId();
    }

    static String spec(String taskDefinition) {
        return "{\"version\": \"0.0\", \"Resources\": [{\"TargetService\": {\"Type\": \"AWS::ECS::Service\","
                + " \"Properties\": {\"TaskDefinition\": \"" + taskDefinition + "\", \"LoadBalancerInfo\":"
                + " {\"ContainerName\": \"web\", \"ContainerPort\": 8080}}}}]}";
    }

    static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    DeploymentInfo info(String id) {
        return codeDeploy.getDeployment(request -> request.deploymentId(id)).deploymentInfo();
    }

    ECSTarget target(String id) {
        return codeDeploy
                .getDeploymentTarget(
                        request -> request.deploymentId(id).targetId(WebshopSeed.CLUSTER + ":" + WebshopSeed.SERVICE))
                .deploymentTarget()
                .ecsTarget();
    }

    Service service() {
        return ecs.describeServices(
                        request -> request.cluster(WebshopSeed.CLUSTER).services(WebshopSeed.SERVICE))
                .services()
                .get(0);
    }

    String registerRevision() {
        var current = ecs.describeTaskDefinition(request -> request.taskDefinition("webshop"))
                .taskDefinition();
        var web = current.containerDefinitions().get(0).toBuilder()
                .image("public.ecr.aws/nginx/nginx:1.28")
                .build();
        return ecs.registerTaskDefinition(request -> request.family("webshop")
                        .networkMode(current.networkMode())
                        .cpu(current.cpu())
                        .memory(current.memory())
                        .executionRoleArn(current.executionRoleArn())
                        .requiresCompatibilities(current.requiresCompatibilities())
                        .containerDefinitions(web))
                .taskDefinition()
                .taskDefinitionArn();
    }

    <B extends AwsClientBuilder<B, ?>> B client(B builder) {
        return builder.endpointOverride(simulator.endpoint())
                .region(Region.of(simulator.account().region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")));
    }
}
