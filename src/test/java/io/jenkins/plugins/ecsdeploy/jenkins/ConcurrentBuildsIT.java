package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.LaunchType;

/** Two builds at once, each with a service of its own. */
class ConcurrentBuildsIT {

    private static final String DEPLOY =
            "updateService target: 'simulated', service: '%s', forceNewDeployment: true\nawaitSteady()";

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @Test
    void eachBuildReportsItsOwnService() throws Exception {
        createWorker();
        jenkins.simulator().scenarios().forService(WebshopSeed.CLUSTER, "worker", Scenario.CRASH);

        Build webshop = jenkins.client()
                .pipeline("deploy-webshop", DEPLOY.formatted("webshop"))
                .start();
        Build worker = jenkins.client()
                .pipeline("deploy-worker", DEPLOY.formatted("worker"))
                .start();

        assertThat(webshop.waitForEnd().result()).as(webshop.console()).isEqualTo("SUCCESS");
        assertThat(worker.waitForEnd().result()).as(worker.console()).isEqualTo("FAILURE");
        assertThat(webshop.console()).contains("(service webshop)").doesNotContain("(service worker)");
        assertThat(worker.console()).contains("(service worker)").doesNotContain("(service webshop)");
    }

    private void createWorker() {
        try (EcsClient ecs = EcsClient.builder()
                .endpointOverride(jenkins.simulator().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            ecs.createService(request -> request.cluster(WebshopSeed.CLUSTER)
                    .serviceName("worker")
                    .taskDefinition("webshop:1")
                    .desiredCount(1)
                    .launchType(LaunchType.FARGATE)
                    .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-0aaa1111")))
                    .deploymentConfiguration(configuration -> configuration.deploymentCircuitBreaker(
                            breaker -> breaker.enable(true).rollback(true))));
        }
    }
}
