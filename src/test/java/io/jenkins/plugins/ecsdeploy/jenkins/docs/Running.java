package io.jenkins.plugins.ecsdeploy.jenkins.docs;

import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

/** What the webshop of a simulated account runs. */
final class Running {

    private Running() {}

    /** The image of the container {@code web}. */
    static String image(Simulator account) {
        try (EcsClient ecs = client(account)) {
            return ecs
                    .describeTaskDefinition(request -> request.taskDefinition(taskDefinition(ecs)))
                    .taskDefinition()
                    .containerDefinitions()
                    .stream()
                    .filter(container -> container.name().equals("web"))
                    .findFirst()
                    .orElseThrow()
                    .image();
        }
    }

    /** {@code family:revision}. */
    static String revision(Simulator account) {
        try (EcsClient ecs = client(account)) {
            String arn = taskDefinition(ecs);
            return arn.substring(arn.lastIndexOf('/') + 1);
        }
    }

    private static String taskDefinition(EcsClient ecs) {
        return ecs.describeServices(
                        request -> request.cluster(WebshopSeed.CLUSTER).services(WebshopSeed.SERVICE))
                .services()
                .get(0)
                .taskDefinition();
    }

    private static EcsClient client(Simulator account) {
        return EcsClient.builder()
                .endpointOverride(account.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
