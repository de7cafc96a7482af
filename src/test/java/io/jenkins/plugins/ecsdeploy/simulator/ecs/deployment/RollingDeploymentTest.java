package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsTestBed;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

class RollingDeploymentTest {

    private EcsTestBed bed;

    @BeforeEach
    void plant() {
        bed = new EcsTestBed();
        bed.seed().strategy(WebshopSeed.Strategy.ROLLING).plant();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void theSeededServiceRunsSteadilyOnItsFirstRevision() {
        Service service = bed.webshop();

        assertThat(service.runningCount()).isEqualTo(2);
        assertThat(service.deployments()).hasSize(1);
        assertThat(EcsTestBed.primary(service).rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
        assertThat(service.events().get(0).message()).isEqualTo("(service webshop) has reached a steady state.");
        assertThat(service.events().get(0).createdAt()).isBefore(EcsTestBed.START);
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void newTasksStartBesideTheOldOnes() {
        bed.deployNewRevision();
        bed.passSeconds(45);

        Service service = bed.webshop();
        assertThat(service.runningCount()).isEqualTo(4);
        assertThat(service.deployments()).extracting(Deployment::status).containsExactly("PRIMARY", "ACTIVE");
        assertThat(service.deployments()).extracting(Deployment::runningCount).containsExactly(2, 2);
        assertThat(bed.messages().get(1)).startsWith("(service webshop) has started 2 tasks: (task ");
        assertThat(bed.messages().get(0)).startsWith("(service webshop) registered 2 targets in (target-group arn:");
    }

    @Test
    void oldTasksDrainOnceTheNewOnesAreHealthy() {
        bed.deployNewRevision();
        bed.passSeconds(65);

        assertThat(bed.webshop().runningCount()).isEqualTo(2);
        assertThat(bed.messages())
                .contains("(service webshop) has begun draining connections on 2 tasks.")
                .anyMatch(message -> message.startsWith("(service webshop) deregistered 2 targets in (target-group "));
        assertThat(bed.stoppedTasks()).allSatisfy(task -> {
            assertThat(task.lastStatus()).isEqualTo("DEACTIVATING");
            assertThat(task.stoppedReason()).startsWith("Scaling activity initiated by (deployment ecs-svc/");
        });
    }

    @Test
    void theDeploymentCompletesWhenTheOldTasksHaveStopped() {
        Deployment deployment = bed.deployNewRevision();
        bed.passSeconds(180);

        Service service = bed.webshop();
        assertThat(service.deployments()).hasSize(1);
        assertThat(EcsTestBed.primary(service).rolloutStateReason())
                .isEqualTo("ECS deployment " + deployment.id() + " completed.");
        assertThat(bed.messages())
                .startsWith(
                        "(service webshop) has reached a steady state.",
                        "(service webshop) (deployment " + deployment.id() + ") deployment completed.");
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(bed.newest().lifecycleStage()).isNull();
    }

    @Test
    void theDeploymentsNumberNamesItsServiceRevision() {
        Deployment deployment = bed.deployNewRevision();
        bed.passSeconds(5);

        String number = deployment.id().substring("ecs-svc/".length());
        assertThat(number).matches("\\d{19}");
        assertThat(bed.newest().targetServiceRevision().arn())
                .endsWith(":service-revision/rehearsal/webshop/" + number);
        assertThat(bed.newest().serviceDeploymentArn()).contains(":service-deployment/rehearsal/webshop/");
    }

    @Test
    void tasksAreNeverFewerThanTheMinimumHealthyPercentAllows() {
        bed.deployNewRevision();
        for (int second = 0; second < 240; second += 5) {
            bed.passSeconds(5);
            assertThat(bed.webshop().runningCount()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aLowerMinimumAndMaximumReplaceTasksOneByOne() {
        bed.ecs.updateService(request -> request.cluster("rehearsal")
                .service("webshop")
                .deploymentConfiguration(
                        configuration -> configuration.maximumPercent(100).minimumHealthyPercent(50)));
        bed.deployNewRevision();
        for (int second = 0; second < 400; second += 5) {
            bed.passSeconds(5);
            Service service = bed.webshop();
            assertThat(service.runningCount() + service.pendingCount()).isLessThanOrEqualTo(2);
        }
        assertThat(bed.webshop().deployments()).hasSize(1);
    }

    @Test
    void aNewerUpdateStopsTheOlderServiceDeployment() {
        bed.deployNewRevision();
        bed.passSeconds(10);
        String older = bed.newest().serviceDeploymentArn();
        Deployment newer = bed.deploy(bed.registerRevision("public.ecr.aws/nginx/nginx:1.29"));
        bed.passSeconds(5);

        assertThat(bed.describe(older).status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        bed.passSeconds(300);
        assertThat(EcsTestBed.primary(bed.webshop()).id()).isEqualTo(newer.id());
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }
}
