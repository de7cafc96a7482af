package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsTestBed;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.Task;

class FailingDeploymentTest {

    private static final String ROLLED_BACK =
            "Service deployment rolled back because the circuit breaker threshold was exceeded.";

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
    void aCrashingContainerStopsItsTaskWithItsExitCode() {
        bed.seed().plant();
        meet(Scenario.CRASH);
        Deployment deployment = bed.deployNewRevision();
        bed.passSeconds(80);

        List<Task> stopped = bed.stoppedTasks();
        assertThat(stopped).hasSize(2).allSatisfy(task -> {
            assertThat(task.stopCodeAsString()).isEqualTo("EssentialContainerExited");
            assertThat(task.stoppedReason()).isEqualTo("Essential container in task exited");
            assertThat(task.startedBy()).isEqualTo(deployment.id());
            assertThat(task.containers().get(0))
                    .extracting(Container::name, Container::exitCode)
                    .containsExactly("web", 1);
        });
        assertThat(EcsTestBed.primary(bed.webshop()).failedTasks()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "CRASH, 1,",
        "OUT_OF_MEMORY, 137, OutOfMemoryError: Container killed due to memory usage",
        "SEGFAULT, 139,"
    })
    void aContainerThatEndsSaysHow(Scenario scenario, int exitCode, String reason) {
        bed.seed().plant();
        meet(scenario);
        bed.deployNewRevision();
        bed.passSeconds(80);

        assertThat(bed.stoppedTasks()).isNotEmpty().allSatisfy(task -> {
            assertThat(task.stoppedReason()).isEqualTo("Essential container in task exited");
            assertThat(task.containers().get(0).exitCode()).isEqualTo(exitCode);
            assertThat(task.containers().get(0).reason()).isEqualTo(reason);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "TARGET_TIMEOUT, Target.Timeout, Request timed out",
        "TARGET_REFUSES, Target.FailedHealthChecks, Health checks failed"
    })
    void aTargetThatFailsItsChecksSaysHow(Scenario scenario, String reason, String description) {
        WebshopSeed.Webshop webshop = bed.seed().plant();
        bed.ecs.updateService(
                request -> request.cluster("rehearsal").service("webshop").healthCheckGracePeriodSeconds(300));
        meet(scenario);
        bed.deployNewRevision();
        bed.passSeconds(200);

        assertThat(bed.elb
                        .describeTargetHealth(request -> request.targetGroupArn(webshop.greenTargetGroupArn()))
                        .targetHealthDescriptions())
                .hasSize(2)
                .allSatisfy(target -> {
                    assertThat(target.targetHealth().reasonAsString()).isEqualTo(reason);
                    assertThat(target.targetHealth().description()).isEqualTo(description);
                });
    }

    @Test
    void aSecretThatMayNotBeReadKeepsTheTaskFromStarting() {
        bed.seed().plant();
        meet(Scenario.SECRET_DENIED);
        bed.deployNewRevision();
        bed.passSeconds(40);

        assertThat(bed.stoppedTasks()).isNotEmpty().allSatisfy(task -> {
            assertThat(task.stopCodeAsString()).isEqualTo("TaskFailedToStart");
            assertThat(task.stoppedReason())
                    .startsWith("ResourceInitializationError: unable to pull secrets or registry auth")
                    .contains(
                            "AccessDeniedException",
                            "assumed-role/webshop-execution/",
                            "secretsmanager:GetSecretValue");
        });
    }

    @Test
    void anUnhealthyTargetIsStoppedByTheScheduler() {
        WebshopSeed.Webshop webshop = bed.seed().plant();
        meet(Scenario.UNHEALTHY);
        bed.deployNewRevision();
        bed.passSeconds(110);

        assertThat(bed.messages())
                .contains("(service webshop) (port 8080) is unhealthy in (target-group " + webshop.greenTargetGroupArn()
                        + ") due to (reason Health checks failed with these codes: [503]).");
        assertThat(bed.stoppedTasks()).isNotEmpty().allSatisfy(task -> {
            assertThat(task.stopCodeAsString()).isEqualTo("ServiceSchedulerInitiated");
            assertThat(task.stoppedReason())
                    .isEqualTo("Task failed ELB health checks in (target-group " + webshop.greenTargetGroupArn() + ")");
        });
    }

    @Test
    void anUnhealthyTargetSaysWhatItAnswered() {
        WebshopSeed.Webshop webshop = bed.seed().plant();
        bed.ecs.updateService(
                request -> request.cluster("rehearsal").service("webshop").healthCheckGracePeriodSeconds(300));
        meet(Scenario.UNHEALTHY);
        bed.deployNewRevision();
        bed.passSeconds(200);

        assertThat(bed.elb
                        .describeTargetHealth(request -> request.targetGroupArn(webshop.greenTargetGroupArn()))
                        .targetHealthDescriptions())
                .hasSize(2)
                .allSatisfy(target -> {
                    assertThat(target.targetHealth().stateAsString()).isEqualTo("unhealthy");
                    assertThat(target.targetHealth().reasonAsString()).isEqualTo("Target.ResponseCodeMismatch");
                    assertThat(target.targetHealth().description())
                            .isEqualTo("Health checks failed with these codes: [503]");
                });
    }

    @Test
    void withoutCapacityNoTaskIsPlacedAndTheEventRepeats() {
        bed.seed().plant();
        meet(Scenario.NO_CAPACITY);
        bed.deployNewRevision();
        bed.passSeconds(3600);

        assertThat(bed.messages().stream()
                        .filter(
                                message -> message.startsWith(
                                        "(service webshop) was unable to place a task. Reason: Capacity is unavailable at this time."))
                        .count())
                .isGreaterThan(10);
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        assertThat(bed.newest().lifecycleStageAsString()).isEqualTo("SCALE_UP");
        assertThat(bed.webshop().runningCount()).isEqualTo(2);
    }

    @Test
    void anImageThatIsNotInItsRegistryCannotBePulled() {
        bed.seed().plant();
        String image = "registry.example:4590/webshop@sha256:" + "0".repeat(64);
        bed.deploy(bed.registerRevision(image));
        bed.passSeconds(50);

        assertThat(bed.stoppedTasks()).hasSize(2).allSatisfy(task -> {
            assertThat(task.stopCodeAsString()).isEqualTo("TaskFailedToStart");
            assertThat(task.stoppedReason())
                    .isEqualTo("CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to"
                            + " resolve ref " + image + ": " + image + ": not found");
            assertThat(task.containers().get(0).reason()).isEqualTo(task.stoppedReason());
        });
    }

    @Test
    void anImageThatIsInItsRegistryRunsWithItsDigest() {
        bed.seed().plant();
        bed.images.put("registry.example:4590/webshop:2", "sha256:" + "a".repeat(64));
        bed.deploy(bed.registerRevision("registry.example:4590/webshop:2"));
        bed.passSeconds(5);
        String revision = bed.newest().targetServiceRevision().arn();

        assertThat(bed.ecs
                        .describeServiceRevisions(request -> request.serviceRevisionArns(revision))
                        .serviceRevisions()
                        .get(0)
                        .containerImages()
                        .get(0)
                        .imageDigest())
                .isEqualTo("sha256:" + "a".repeat(64));
        bed.passSeconds(90);
        assertThat(bed.webshop().runningCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(
            value = Scenario.class,
            names = {"CRASH", "UNHEALTHY", "PULL_ERROR"})
    void theCircuitBreakerRollsABlueGreenDeploymentBack(Scenario scenario) {
        WebshopSeed.Webshop webshop = bed.seed().plant();
        meet(scenario);
        bed.deployNewRevision();
        bed.passSeconds(1200);

        assertRolledBack(webshop);
        assertThat(bed.weight(webshop.productionRuleArn(), webshop.blueTargetGroupArn()))
                .isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource(
            value = Scenario.class,
            names = {"CRASH", "UNHEALTHY", "PULL_ERROR"})
    void theCircuitBreakerRollsARollingDeploymentBack(Scenario scenario) {
        WebshopSeed.Webshop webshop =
                bed.seed().strategy(WebshopSeed.Strategy.ROLLING).plant();
        meet(scenario);
        bed.deployNewRevision();
        bed.passSeconds(1200);

        assertRolledBack(webshop);
    }

    private void assertRolledBack(WebshopSeed.Webshop webshop) {
        ServiceDeployment course = bed.newest();
        assertThat(course.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(course.statusReason()).isEqualTo(ROLLED_BACK);
        assertThat(course.deploymentCircuitBreaker())
                .extracting(breaker -> breaker.statusAsString(), ServiceDeploymentCircuitBreaker::threshold)
                .containsExactly("TRIGGERED", 3);
        assertThat(course.rollback().serviceRevisionArn())
                .isEqualTo(course.sourceServiceRevisions().get(0).arn());
        Service service = bed.webshop();
        assertThat(service.taskDefinition()).isEqualTo(webshop.taskDefinitionArn());
        assertThat(service.deployments()).hasSize(1);
        assertThat(service.runningCount()).isEqualTo(2);
    }

    @Test
    void whileItRollsBackTheFailedDeploymentIsShownAsFailed() {
        bed.seed().strategy(WebshopSeed.Strategy.ROLLING).plant();
        String old = EcsTestBed.primary(bed.webshop()).id();
        meet(Scenario.PULL_ERROR);
        Deployment failing = bed.deployNewRevision();
        int seconds = 0;
        while (EcsTestBed.primary(bed.webshop()).id().equals(failing.id()) && seconds++ < 600) {
            bed.passSeconds(1);
        }

        Service service = bed.webshop();
        assertThat(EcsTestBed.primary(service).id()).isEqualTo(old);
        assertThat(EcsTestBed.primary(service).rolloutStateReason())
                .isEqualTo("ECS deployment circuit breaker: rolling back to deploymentId " + old + ".");
        Deployment failed = service.deployments().get(1);
        assertThat(failed.rolloutState()).isEqualTo(DeploymentRolloutState.FAILED);
        assertThat(failed.rolloutStateReason()).isEqualTo("ECS deployment circuit breaker: tasks failed to start.");
        assertThat(bed.messages())
                .contains(
                        "(service webshop) (deployment " + failing.id() + ") deployment failed: tasks failed to start.",
                        "(service webshop) rolling back to deployment " + old + ".");
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS);
    }

    @Test
    void withoutRollbackTheCircuitBreakerStopsTheDeployment() {
        bed.seed()
                .circuitBreaker(true, false)
                .strategy(WebshopSeed.Strategy.ROLLING)
                .plant();
        meet(Scenario.CRASH);
        Deployment failing = bed.deployNewRevision();
        bed.passSeconds(1200);

        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
        Deployment primary = EcsTestBed.primary(bed.webshop());
        assertThat(primary.id()).isEqualTo(failing.id());
        assertThat(primary.rolloutState()).isEqualTo(DeploymentRolloutState.FAILED);
        assertThat(bed.webshop().runningCount()).isEqualTo(2);
    }

    @Test
    void withoutACircuitBreakerItTriesForever() {
        bed.seed().circuitBreaker(false, false).plant();
        meet(Scenario.CRASH);
        bed.deployNewRevision();
        bed.passSeconds(7200);

        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        assertThat(EcsTestBed.primary(bed.webshop()).failedTasks()).isGreaterThan(6);
        assertThat(bed.messages())
                .contains("(service webshop) is unable to consistently start tasks successfully. For more information,"
                        + " see the Troubleshooting section of the Amazon ECS Developer Guide.");
    }

    @Test
    void stoppedTasksAreForgottenAfterAnHour() {
        bed.seed().plant();
        meet(Scenario.PULL_ERROR);
        bed.deployNewRevision();
        bed.passSeconds(1200);
        assertThat(bed.stoppedTasks()).isNotEmpty();
        bed.passSeconds(3600);

        assertThat(bed.stoppedTasks()).isEmpty();
    }

    private void meet(Scenario scenario) {
        bed.scenarios.forService(WebshopSeed.CLUSTER, WebshopSeed.SERVICE, scenario);
    }
}
