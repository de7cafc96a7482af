package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsTestBed;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ClusterContainsServicesException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

class CreateServiceTest {

    private EcsTestBed bed;

    @BeforeEach
    void open() {
        bed = new EcsTestBed();
        bed.ecs.createCluster(request -> request.clusterName("rehearsal"));
        bed.ecs.registerTaskDefinition(request -> request.family("worker")
                .networkMode("awsvpc")
                .requiresCompatibilitiesWithStrings("FARGATE")
                .cpu("256")
                .memory("512")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("worker")
                        .image("public.ecr.aws/x/worker:1")
                        .build()));
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void withoutALoadBalancerAServiceIsSteadyAfterFortySeconds() {
        create();
        bed.passSeconds(70);
        assertThat(worker().events()).noneMatch(event -> event.message().contains("steady"));
        bed.passSeconds(15);

        assertThat(worker().runningCount()).isEqualTo(1);
        assertThat(worker().events().get(0).message()).isEqualTo("(service worker) has reached a steady state.");
    }

    @Test
    void tasksComeFromProvisioningToRunning() {
        create();
        bed.passSeconds(5);
        assertThat(status()).isEqualTo("PROVISIONING");
        bed.passSeconds(10);
        assertThat(status()).isEqualTo("PENDING");
        bed.passSeconds(20);
        assertThat(status()).isEqualTo("ACTIVATING");
        bed.passSeconds(10);
        assertThat(status()).isEqualTo("RUNNING");
    }

    @Test
    void aFirstDeploymentThatFailsHasNothingToRollBackTo() {
        bed.scenarios.forTaskDefinition("worker", Scenario.CRASH);
        create();
        bed.passSeconds(600);
        String deployment = bed.ecs
                .listServiceDeployments(request -> request.cluster("rehearsal").service("worker"))
                .serviceDeployments()
                .get(0)
                .serviceDeploymentArn();

        assertThat(bed.describe(deployment).status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_FAILED);
        assertThat(bed.describe(deployment).statusReason())
                .isEqualTo("No rollback candidate was found to run the rollback.");
    }

    @Test
    void aSecondServiceOfThatNameIsRefused() {
        create();

        assertThatThrownBy(this::create)
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Creation of service was not idempotent.");
    }

    @Test
    void aTaskNetworkNeedsSubnets() {
        assertThatThrownBy(() -> bed.ecs.createService(request -> request.cluster("rehearsal")
                        .serviceName("worker")
                        .taskDefinition("worker")
                        .launchType("FARGATE")
                        .desiredCount(1)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
    }

    @Test
    void aServiceWithTasksIsDeletedOnlyByForce() {
        create();

        assertThatThrownBy(() -> bed.ecs.deleteService(
                        request -> request.cluster("rehearsal").service("worker")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The service cannot be stopped while it is scaled above 0.");
    }

    @Test
    void aClusterWithServicesCannotBeDeleted() {
        create();

        assertThatThrownBy(() -> bed.ecs.deleteCluster(request -> request.cluster("rehearsal")))
                .isInstanceOf(ClusterContainsServicesException.class);
    }

    private Service create() {
        return bed.ecs
                .createService(request -> request.cluster("rehearsal")
                        .serviceName("worker")
                        .taskDefinition("worker")
                        .launchType("FARGATE")
                        .desiredCount(1)
                        .deploymentConfiguration(configuration -> configuration.deploymentCircuitBreaker(
                                breaker -> breaker.enable(true).rollback(true)))
                        .networkConfiguration(
                                network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-0aaa1111"))))
                .service();
    }

    private Service worker() {
        return bed.ecs
                .describeServices(request -> request.cluster("rehearsal").services("worker"))
                .services()
                .get(0);
    }

    private String status() {
        var arns = bed.ecs.listTasks(request -> request.cluster("rehearsal")).taskArns();
        return bed.ecs
                .describeTasks(request -> request.cluster("rehearsal").tasks(arns))
                .tasks()
                .get(0)
                .lastStatus();
    }
}
