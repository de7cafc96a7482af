package io.jenkins.plugins.ecsdeploy.jenkins.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.KnownAws;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.ReportedEvents;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Services of the same names in several places, in one build. */
class BuildDeploymentsTest {

    private static final ServiceRef WEB = new ServiceRef("shop", "web");
    private static final KnownAws EUROPE = aws("eu-central-1", "111111111111");
    private static final KnownAws AMERICA = aws("us-east-1", "111111111111");

    private final BuildDeployments deployments = new BuildDeployments();

    @Test
    void sameNamesInTwoRegionsAreTwoServices() {
        deployments.add(updated("ecs-svc/1", "eu-central-1", "111111111111", EUROPE));
        deployments.add(updated("ecs-svc/2", "us-east-1", "111111111111", AMERICA));

        assertThat(deployments.all()).hasSize(2);
        assertThat(followed(WEB, EUROPE)).contains("ecs-svc/1");
        assertThat(followed(WEB, AMERICA)).contains("ecs-svc/2");
        assertThat(deployments.of(WEB, aws("eu-west-1", null))).isEmpty();
    }

    @Test
    void sameNamesInTwoAccountsOfOneRegionAreTwoServices() {
        KnownAws test = aws("eu-central-1", "111111111111");
        KnownAws production = aws("eu-central-1", "222222222222");
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
        KnownAws toRead = aws("eu-central-1", null);
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

    private Optional<String> followed(ServiceRef service, KnownAws there) {
        return deployments
                .of(service, there)
                .flatMap(BuildDeployment::deployment)
                .map(DeploymentId::value);
    }

    @Test
    void theEventsAndTheAskedRollbackStayWithAStoppedDeployment() {
        ReportedEvents events = new ReportedEvents();
        events.add("an event");
        deployments.add(updated("ecs-svc/1", "eu-central-1", "111111111111", EUROPE));
        deployments.all().get(0).reported(events);
        deployments.all().get(0).rollbackAskedBy("rollbackService");
        deployments.add(updated("ecs-svc/1", "eu-central-1", "111111111111", EUROPE)); // by rollbackService
        BuildDeployment stopped = deployments.all().get(0);
        deployments.add(updated("ecs-svc/2", "eu-central-1", "111111111111", EUROPE));
        BuildDeployment later = deployments.all().get(0);

        assertThat(stopped.toAwait().reported().add("an event")).as("is new").isFalse();
        assertThat(stopped.rollbackAskedBy()).contains("rollbackService");
        assertThat(later.toAwait().reported().add("an event")).as("is new").isTrue();
        assertThat(later.rollbackAskedBy()).isEmpty();
    }

    @Test
    void targetsThatDifferOnlyByEndpointAreDifferentPlaces() {
        KnownAws here = at("http://127.0.0.1:4590");
        KnownAws there = at("http://127.0.0.1:4591");
        deployments.add(updated("ecs-svc/1", "eu-central-1", "111111111111", here));
        assertThat(deployments.of(WEB, there)).isEmpty();

        deployments.add(updated("ecs-svc/2", "eu-central-1", "111111111111", there));
        assertThat(followed(WEB, here)).contains("ecs-svc/1");
        assertThat(followed(WEB, there)).contains("ecs-svc/2");
    }

    @Test
    void itsNamesAloneMeanTheOneServiceThatTheBuildUpdated() {
        deployments.add(updated("ecs-svc/1", "eu-central-1", "111111111111", EUROPE));
        assertThat(deployments.only("shop", "web")).isPresent();
        assertThat(deployments.only(null, "web")).isPresent();
        assertThat(deployments.only("other", "web")).isEmpty();

        deployments.add(updated("ecs-svc/2", "us-east-1", "111111111111", AMERICA));
        assertThat(deployments.only("shop", "web")).isEmpty();
    }

    @Test
    void theAccountIsThatOfTheServiceThatWasUpdated() {
        deployments.add(updated("ecs-svc/1", "eu-central-1", "111111111111", aws("eu-central-1", null)));
        assertThat(deployments.all().get(0).aws().account()).contains("111111111111");
    }

    private static BuildDeployment updated(String deployment, String region, String account, KnownAws aws) {
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
                aws);
    }

    private static KnownAws aws(String region, String account) {
        return new KnownAws(KnownAws.Source.BUILD, null, region, account, null, null, null, null);
    }

    private static KnownAws at(String endpoint) {
        return new KnownAws(KnownAws.Source.TARGET, "test", "eu-central-1", null, "aws", null, null, endpoint);
    }
}
