package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsTestBed;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.EcsTimings;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

class UpdateOperationTest {

    private EcsTestBed bed;
    private WebshopSeed.Webshop webshop;
    private String before;

    @BeforeEach
    void plant() {
        bed = new EcsTestBed();
        webshop = bed.seed().plant();
        before = EcsTestBed.primary(bed.webshop()).id();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void theAnswerAlreadyHasTheNewPrimary() {
        String arn = bed.registerRevision("public.ecr.aws/nginx/nginx:1.28");
        Service service = update(request -> request.taskDefinition(arn));

        assertThat(service.taskDefinition()).isEqualTo(arn);
        assertThat(service.deployments()).hasSize(2);
        assertThat(EcsTestBed.primary(service).id()).matches("ecs-svc/\\d{19}").isNotEqualTo(before);
        assertThat(EcsTestBed.primary(service).rolloutState()).isEqualTo(DeploymentRolloutState.IN_PROGRESS);
        assertThat(service.currentServiceRevisions()).hasSize(2);
    }

    @Test
    void theSameTaskDefinitionStartsNoDeployment() {
        Service service = update(request -> request.taskDefinition("webshop:1"));

        assertThat(EcsTestBed.primary(service).id()).isEqualTo(before);
    }

    @Test
    void theSameTaskDefinitionForcedStartsOne() {
        Service service = update(request -> request.taskDefinition("webshop:1").forceNewDeployment(true));

        assertThat(EcsTestBed.primary(service).id()).isNotEqualTo(before);
    }

    @Test
    void aDesiredCountStartsNoDeploymentButTasks() {
        Service service = update(request -> request.desiredCount(3));
        assertThat(EcsTestBed.primary(service).id()).isEqualTo(before);
        assertThat(service.pendingCount()).isEqualTo(1);
        bed.passSeconds(90);

        assertThat(bed.webshop().runningCount()).isEqualTo(3);
        assertThat(bed.messages().get(0)).isEqualTo("(service webshop) has reached a steady state.");
    }

    @Test
    void settingsOfTheDeploymentStartNone() {
        Service service = update(request -> request.deploymentConfiguration(
                        configuration -> configuration.strategy("BLUE_GREEN").bakeTimeInMinutes(1))
                .healthCheckGracePeriodSeconds(10)
                .volumeConfigurations(Collections.emptyList()));

        assertThat(EcsTestBed.primary(service).id()).isEqualTo(before);
        assertThat(service.deploymentConfiguration().bakeTimeInMinutes()).isEqualTo(1);
    }

    @Test
    void aDifferentNetworkConfigurationStartsOne() {
        Service service = update(request -> request.networkConfiguration(
                network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-0ddd4444"))));

        assertThat(EcsTestBed.primary(service).id()).isNotEqualTo(before);
    }

    @Test
    void aNewServiceDeploymentIsListedAMomentLater() {
        bed.deployNewRevision();
        assertThat(listed()).hasSize(1);
        bed.passSeconds(2);

        assertThat(listed()).hasSize(2);
    }

    @Test
    void theCurrentServiceDeploymentCanBeStale() {
        bed.close();
        bed = new EcsTestBed(EcsTimings.FARGATE.withStaleCurrentDeployment(Duration.ofSeconds(30)));
        bed.seed().plant();
        String old = bed.webshop().currentServiceDeployment();
        bed.deployNewRevision();

        assertThat(bed.webshop().currentServiceDeployment()).isEqualTo(old);
        bed.passSeconds(30);
        assertThat(bed.webshop().currentServiceDeployment()).isNotEqualTo(old);
    }

    @Test
    void anUnknownServiceIsRefused() {
        assertThatThrownBy(() -> bed.ecs.updateService(
                        request -> request.cluster("rehearsal").service("webshoq")))
                .isInstanceOf(ServiceNotFoundException.class)
                .hasMessageContaining("Service not found.");
    }

    @Test
    void anUnknownClusterIsRefused() {
        assertThatThrownBy(() -> bed.ecs.describeServices(
                        request -> request.cluster("nowhere").services("webshop")))
                .isInstanceOf(ClusterNotFoundException.class)
                .hasMessageContaining("Cluster not found.");
    }

    @Test
    void anotherRegionHasNoClusters() {
        try (EcsClient elsewhere = bed.ecsIn("eu-west-1")) {
            assertThatThrownBy(() -> elsewhere.describeServices(
                            request -> request.cluster("rehearsal").services("webshop")))
                    .isInstanceOf(ClusterNotFoundException.class);
            assertThat(elsewhere.listClusters().clusterArns()).isEmpty();
        }
    }

    @Test
    void anUnknownTaskDefinitionIsRefused() {
        assertThatThrownBy(() -> update(request -> request.taskDefinition("webshop:9")))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("TaskDefinition not found.");
    }

    @Test
    void aTaskDefinitionWithoutTheLoadBalancedContainerIsRefused() {
        var definition = bed.ecs
                .registerTaskDefinition(request -> request.family("other")
                        .networkMode("awsvpc")
                        .requiresCompatibilitiesWithStrings("FARGATE")
                        .cpu("256")
                        .memory("512")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image("public.ecr.aws/x/y:1")
                                .build()))
                .taskDefinition();

        assertThatThrownBy(() -> update(request -> request.taskDefinition(definition.taskDefinitionArn())))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The container web does not exist in the task definition.");
    }

    @Test
    void blueGreenWithoutAnAdvancedConfigurationIsRefused() {
        assertThatThrownBy(() -> update(request -> request.loadBalancers(LoadBalancer.builder()
                        .targetGroupArn(webshop.blueTargetGroupArn())
                        .containerName("web")
                        .containerPort(8080)
                        .build())))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("advancedConfiguration field is required for all loadBalancers");
    }

    @Test
    void aDeletedServiceDrainsAndCannotBeUpdated() {
        bed.ecs.deleteService(
                request -> request.cluster("rehearsal").service("webshop").force(true));
        assertThat(bed.webshop().status()).isEqualTo("DRAINING");
        bed.passSeconds(60);
        assertThat(bed.webshop().status()).isEqualTo("INACTIVE");

        assertThatThrownBy(() -> update(request -> request.desiredCount(1)))
                .isInstanceOf(ServiceNotActiveException.class)
                .hasMessageContaining("Service was not ACTIVE.");
    }

    @Test
    void aServiceThatIsNotThereIsAFailureOfDescribeServices() {
        assertThat(bed.ecs
                        .describeServices(
                                request -> request.cluster("rehearsal").services("webshop", "other"))
                        .failures())
                .extracting(Failure::reason)
                .containsExactly("MISSING");
    }

    @Test
    void elevenServicesAreTooManyToDescribe() {
        assertThatThrownBy(() -> bed.ecs.describeServices(
                        request -> request.cluster("rehearsal").services(Collections.nCopies(11, "webshop"))))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void twentyOneServiceDeploymentsAreTooManyToDescribe() {
        String arn = bed.newest().serviceDeploymentArn();
        assertThatThrownBy(() -> bed.ecs.describeServiceDeployments(
                        request -> request.serviceDeploymentArns(Collections.nCopies(21, arn))))
                .isInstanceOf(EcsException.class);
    }

    @Test
    void tasksAreListedByTheDeploymentThatStartedThem() {
        String deployment = bed.deployNewRevision().id();
        bed.passSeconds(10);

        assertThat(bed.ecs
                        .listTasks(request -> request.cluster("rehearsal").startedBy(deployment))
                        .taskArns())
                .hasSize(2);
    }

    private Service update(Consumer<UpdateServiceRequest.Builder> change) {
        return bed.ecs
                .updateService(
                        request -> change.accept(request.cluster("rehearsal").service("webshop")))
                .service();
    }

    private List<String> listed() {
        return bed
                .ecs
                .listServiceDeployments(request -> request.cluster("rehearsal").service("webshop"))
                .serviceDeployments()
                .stream()
                .map(one -> one.serviceDeploymentArn())
                .toList();
    }
}
