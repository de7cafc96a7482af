package io.jenkins.plugins.ecsdeploy.simulator.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.ECSTaskSet;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;

/** What a deployment passes through while nothing goes wrong. */
class CodeDeployDeploymentTest extends CodeDeployFixture {

    @Test
    void aDeploymentPassesItsLifecycleEventsAndTheTerminationWait() {
        plant(0);
        String id = deploy(registerRevision());
        assertThat(info(id).statusAsString()).isEqualTo("Created");
        clock.advance(Duration.ofMinutes(3));

        DeploymentInfo waiting = info(id);
        assertThat(waiting.statusAsString()).isEqualTo("InProgress");
        assertThat(waiting.instanceTerminationWaitTimeStarted()).isTrue();
        assertThat(target(id).lifecycleEvents())
                .extracting(LifecycleEvent::lifecycleEventName, LifecycleEvent::statusAsString)
                .containsExactly(
                        tuple("BeforeInstall", "Succeeded"),
                        tuple("Install", "Succeeded"),
                        tuple("AfterInstall", "Succeeded"),
                        tuple("AllowTestTraffic", "Succeeded"),
                        tuple("AfterAllowTestTraffic", "Succeeded"),
                        tuple("BeforeAllowTraffic", "Succeeded"),
                        tuple("AllowTraffic", "Succeeded"),
                        tuple("AfterAllowTraffic", "Succeeded"));
        assertThat(target(id).taskSetsInfo())
                .extracting(ECSTaskSet::taskSetLabelAsString, ECSTaskSet::status, ECSTaskSet::trafficWeight)
                .containsExactly(tuple("Green", "PRIMARY", 100.0), tuple("Blue", "ACTIVE", 0.0));
        clock.advance(Duration.ofMinutes(6));
        assertThat(info(id).statusAsString()).isEqualTo("Succeeded");
        assertThat(service().taskSets())
                .hasSize(1)
                .first()
                .satisfies(set -> assertThat(set.externalId()).isEqualTo(id));
    }

    @Test
    void ifTheGroupSaysSoTheDeploymentIsReadyAndWaits() {
        plant(30);
        String revision = registerRevision();
        String id = deploy(revision);
        clock.advance(Duration.ofMinutes(20));

        assertThat(info(id).statusAsString()).isEqualTo("Ready");
        assertThat(target(id).taskSetsInfo())
                .extracting(ECSTaskSet::taskSetLabelAsString, ECSTaskSet::trafficWeight)
                .containsExactly(tuple("Green", 0.0), tuple("Blue", 100.0));
        codeDeploy.continueDeployment(request -> request.deploymentId(id).deploymentWaitType("READY_WAIT"));
        assertThat(info(id).statusAsString()).isEqualTo("InProgress");
        clock.advance(Duration.ofMinutes(1));
        codeDeploy.continueDeployment(request -> request.deploymentId(id).deploymentWaitType("TERMINATION_WAIT"));
        assertThat(info(id).statusAsString()).isEqualTo("Succeeded");
        assertThat(service().taskDefinition()).isEqualTo(revision);
    }

    @Test
    void aCanaryConfigurationShiftsATenthFirst() {
        plant(0);
        String id = create(spec(registerRevision()), "CodeDeployDefault.ECSCanary10Percent5Minutes");
        clock.advance(Duration.ofMinutes(3));

        assertThat(target(id).taskSetsInfo())
                .extracting(ECSTaskSet::trafficWeight)
                .containsExactly(10.0, 90.0);
        clock.advance(Duration.ofMinutes(5));
        assertThat(target(id).taskSetsInfo())
                .extracting(ECSTaskSet::trafficWeight)
                .containsExactly(100.0, 0.0);
    }

    @Test
    void anAppSpecInYamlIsRead() {
        plant(0);
        String id = create("""
                version: 0.0
                Resources:
                  - TargetService:
                      Type: AWS::ECS::Service
                      Properties:
                        TaskDefinition: "%s"
                        LoadBalancerInfo:
                          ContainerName: web
                          ContainerPort: 8080
                """.formatted(registerRevision()), null);
        clock.advance(Duration.ofMinutes(10));

        assertThat(info(id).statusAsString()).isEqualTo("Succeeded");
    }
}
