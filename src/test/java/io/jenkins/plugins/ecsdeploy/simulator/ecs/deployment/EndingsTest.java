package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsTestBed;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.UnsupportedFeatureException;

/** How deployments end other than well. */
class EndingsTest {

    private EcsTestBed bed;

    @BeforeEach
    void open() {
        bed = new EcsTestBed();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aDeploymentThatIsStillPendingCanBeSuperseded() {
        bed.seed().plant();
        bed.deployNewRevision();
        Deployment newer = bed.deploy(bed.registerRevision("public.ecr.aws/nginx/nginx:1.29"));
        bed.passSeconds(5);

        var listed = bed.ecs
                .listServiceDeployments(
                        request -> request.cluster(WebshopSeed.CLUSTER).service(WebshopSeed.SERVICE))
                .serviceDeployments();
        assertThat(listed.get(0).targetServiceRevisionArn()).endsWith(number(newer));
        assertThat(listed.get(0).status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        ServiceDeployment older = bed.describe(listed.get(1).serviceDeploymentArn());
        assertThat(older.status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
        assertThat(older.startedAt()).isNull();
        assertThat(older.statusReason()).contains("newer service deployment");
    }

    @Test
    void aDeploymentThatIsBeingRolledBackCanBeSuperseded() {
        bed.seed().plant();
        bed.deployNewRevision();
        bed.passSeconds(80);
        String arn = bed.newest().serviceDeploymentArn();
        bed.ecs.stopServiceDeployment(request -> request.serviceDeploymentArn(arn));
        bed.passSeconds(3);
        assertThat(bed.describe(arn).status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS);
        bed.deploy(bed.registerRevision("public.ecr.aws/nginx/nginx:1.29"));
        bed.passSeconds(900);

        assertThat(bed.describe(arn).status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void aRollbackCanFail() {
        bed.seed().plant();
        bed.scenarios.rollbackFails(WebshopSeed.CLUSTER, WebshopSeed.SERVICE);
        bed.scenarios.forService(WebshopSeed.CLUSTER, WebshopSeed.SERVICE, Scenario.CRASH);
        bed.deployNewRevision();
        bed.passSeconds(1200);

        ServiceDeployment over = bed.newest();
        assertThat(over.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_FAILED);
        assertThat(over.statusReason()).startsWith("Service deployment rollback failed.");
        assertThat(EcsTestBed.primary(bed.webshop()).rolloutState()).isEqualTo(DeploymentRolloutState.FAILED);
    }

    @Test
    void aServiceDeletedMeanwhileStopsItsDeployment() {
        bed.seed().plant();
        bed.deployNewRevision();
        bed.passSeconds(60);
        String arn = bed.newest().serviceDeploymentArn();
        bed.ecs.deleteService(request -> request.cluster(WebshopSeed.CLUSTER)
                .service(WebshopSeed.SERVICE)
                .force(true));
        assertThat(bed.webshop().status()).isEqualTo("DRAINING");
        bed.passSeconds(120);

        assertThat(bed.describe(arn).status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
        assertThat(bed.webshop().status()).isEqualTo("INACTIVE");
    }

    @Test
    void aDeploymentThatHasEndedCannotBeStopped() {
        bed.seed().bakeMinutes(0).plant();
        bed.deployNewRevision();
        bed.passSeconds(600);
        String arn = bed.newest().serviceDeploymentArn();

        assertThatThrownBy(() -> bed.ecs.stopServiceDeployment(request -> request.serviceDeploymentArn(arn)))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> bed.ecs.stopServiceDeployment(request -> request.serviceDeploymentArn(arn + "x")))
                .isInstanceOf(ServiceDeploymentNotFoundException.class);
        assertThatThrownBy(() -> bed.ecs.stopServiceDeployment(
                        request -> request.serviceDeploymentArn(arn).stopType("ABORT")))
                .isInstanceOf(UnsupportedFeatureException.class);
    }

    @Test
    void stoppingTwiceIsNoError() {
        bed.seed().plant();
        bed.deployNewRevision();
        bed.passSeconds(60);
        String arn = bed.newest().serviceDeploymentArn();
        bed.ecs.stopServiceDeployment(request -> request.serviceDeploymentArn(arn));
        assertThat(bed.describe(arn).status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_REQUESTED);
        bed.passSeconds(1);
        bed.ecs.stopServiceDeployment(
                request -> request.serviceDeploymentArn(arn).stopType("ROLLBACK"));
        assertThat(bed.describe(arn).status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS);
        assertThat(bed.describe(arn).rollback().serviceRevisionArn())
                .isEqualTo(bed.describe(arn).sourceServiceRevisions().get(0).arn());
        bed.passSeconds(200);

        assertThat(bed.describe(arn).status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
    }

    @ParameterizedTest(name = "{0} tasks: {1} failures")
    @CsvSource({"1, 3", "6, 3", "7, 4", "25, 13", "400, 200", "900, 200"})
    void theBreakersThresholdIsHalfTheDesiredCountWithinItsBounds(int desired, int threshold) {
        assertThat(DeploymentCircuitBreaker.threshold(desired)).isEqualTo(threshold);
    }

    private static String number(Deployment deployment) {
        return deployment.id().substring("ecs-svc/".length());
    }
}
