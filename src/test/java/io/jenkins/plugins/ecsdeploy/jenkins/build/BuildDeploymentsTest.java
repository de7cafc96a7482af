package io.jenkins.plugins.ecsdeploy.jenkins.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Services of the same names in several places, in one build. */
class BuildDeploymentsTest {

    private static final ServiceRef WEB = new ServiceRef("shop", "web");
    private static final AwsSettings EUROPE = settings("europe", "eu-central-1", null);
    private static final AwsSettings AMERICA = settings("america", "us-east-1", null);

    private final BuildDeployments deployments = new BuildDeployments();

    @Test
    void sameNamesInTwoRegionsAreTwoServices() {
        deployments.add(updated("ecs-svc/1", "eu-central-1", "111111111111", EUROPE));
        deployments.add(updated("ecs-svc/2", "us-east-1", "111111111111", AMERICA));

        assertThat(deployments.all()).hasSize(2);
        assertThat(followed(WEB, EUROPE)).contains("ecs-svc/1");
        assertThat(followed(WEB, AMERICA)).contains("ecs-svc/2");
        assertThat(deployments.of(WEB, settings(null, "eu-west-1", null))).isEmpty();
    }

    @Test
    void sameNamesInTwoAccountsOfOneRegionAreTwoServices() {
        AwsSettings test = settings("test", "eu-central-1", "arn:aws:iam::111111111111:role/deploy");
        AwsSettings production = settings("production", "eu-central-1", "arn:aws:iam::222222222222:role/deploy");
        deployments.add(updated("ecs-svc/1", "eu-central-1", "111111111111", test));
        assertThat(deployments.of(WEB, production)).as("not updated there yet").isEmpty();

        deployments.add(updated("ecs-svc/2", "eu-central-1", "222222222222", production));
        assertThat(followed(WEB, test)).contains("ecs-svc/1");
        assertThat(followed(WEB, production)).contains("ecs-svc/2");
    }

    @Test
    void aSecondUpdateOfTheSameServiceTakesThePlaceOfTheFirst() {
        deployments.add(updated("ecs-svc/1", "eu-central-1", "111111111111", EUROPE));
        deployments.add(updated("ecs-svc/2", "eu-central-1", "111111111111", EUROPE));
        assertThat(deployments.all()).hasSize(1);
        assertThat(followed(WEB, EUROPE)).contains("ecs-svc/2");
    }

    @Test
    void askedForInAnotherWayTheOnlyOneIsMeant() {
        deployments.add(updated("ecs-svc/1", "eu-central-1", "111111111111", EUROPE));
        AwsSettings toRead = settings(null, "eu-central-1", "arn:aws:iam::111111111111:role/read");
        assertThat(followed(WEB, toRead)).contains("ecs-svc/1");
    }

    @Test
    void namesAndArnsMeanTheSameWhereTheArnsAreOfThatPlace() {
        deployments.add(updated("ecs-svc/1", "eu-central-1", "111111111111", EUROPE));
        String cluster = "arn:aws:ecs:eu-central-1:%s:cluster/shop";
        assertThat(followed(new ServiceRef(cluster.formatted("111111111111"), "web"), EUROPE))
                .contains("ecs-svc/1");
        assertThat(followed(new ServiceRef(cluster.formatted("222222222222"), "web"), EUROPE))
                .isEmpty();
    }

    private Optional<String> followed(ServiceRef service, AwsSettings there) {
        return deployments
                .of(service, there)
                .flatMap(BuildDeployment::deployment)
                .map(DeploymentId::value);
    }

    private static BuildDeployment updated(String deployment, String region, String account, AwsSettings settings) {
        String before = "arn:aws:ecs:" + region + ":" + account + ":task-definition/web:1";
        return new BuildDeployment(
                new UpdatedService(
                        WEB,
                        Optional.of(new DeploymentId(deployment)),
                        before,
                        before.replace(":1", ":2"),
                        List.of("task definition web:1 -> web:2"),
                        List.of(),
                        Optional.empty()),
                OptionalInt.empty(),
                settings,
                settings);
    }

    private static AwsSettings settings(String target, String region, String roleArn) {
        return new AwsSettings(target, region, null, roleArn, null);
    }
}
