package io.jenkins.plugins.ecsdeploy.simulator.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.HookResult;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.CodeDeploySeed;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.ECSTaskSet;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;

/** How deployments stop, fail and are rolled back. */
class CodeDeployFailureTest extends CodeDeployFixture {

    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:smoke-test";

    @Test
    void aReadyDeploymentThatNobodyContinuesStops() {
        plant(10);
        String id = deploy(registerRevision());
        clock.advance(Duration.ofMinutes(20));

        assertThat(info(id).statusAsString()).isEqualTo("Stopped");
        assertThat(info(info(id).rollbackInfo().rollbackDeploymentId()).statusAsString())
                .isEqualTo("Succeeded");
        assertThat(service().taskSets()).hasSize(1);
        assertThat(service().taskDefinition()).isEqualTo(webshop.taskDefinitionArn());
    }

    @Test
    void stoppingWithRollbackGivesTheTrafficBackByAnotherDeployment() {
        plant(0);
        String id = deploy(registerRevision());
        clock.advance(Duration.ofMinutes(3));
        assertThat(codeDeploy
                        .stopDeployment(request -> request.deploymentId(id).autoRollbackEnabled(true))
                        .statusAsString())
                .isEqualTo("Succeeded");
        DeploymentInfo stopped = info(id);
        assertThat(stopped.statusAsString()).isEqualTo("Stopped");
        assertThat(stopped.errorInformation().codeAsString()).isEqualTo("MANUAL_STOP");
        assertThat(stopped.rollbackInfo()).as("not yet").isNull();
        clock.advance(Duration.ofMinutes(1));
        String rollback = info(id).rollbackInfo().rollbackDeploymentId();
        assertThat(info(rollback).creatorAsString()).isEqualTo("codeDeployRollback");
        assertThat(info(rollback).rollbackInfo().rollbackTriggeringDeploymentId())
                .isEqualTo(id);
        clock.advance(Duration.ofMinutes(3));

        assertThat(info(rollback).statusAsString()).isEqualTo("Succeeded");
        assertThat(service().taskDefinition()).isEqualTo(webshop.taskDefinitionArn());
        assertThat(service().taskSets()).hasSize(1);
        assertThat(target(id).taskSetsInfo())
                .extracting(ECSTaskSet::trafficWeight)
                .containsExactly(100.0);
    }

    @Test
    void stoppingWithoutRollbackLeavesBothTaskSets() {
        plant(30);
        String id = deploy(registerRevision());
        clock.advance(Duration.ofMinutes(3));
        codeDeploy.stopDeployment(request -> request.deploymentId(id).autoRollbackEnabled(false));
        clock.advance(Duration.ofMinutes(3));

        assertThat(info(id).statusAsString()).isEqualTo("Stopped");
        assertThat(info(id).rollbackInfo()).isNull();
        assertThat(service().taskSets()).hasSize(2);
    }

    @Test
    void aReplacementThatNeverRunsTimesOutAndIsRolledBack() {
        plant(0);
        simulator.scenarios().forService(WebshopSeed.CLUSTER, WebshopSeed.SERVICE, Scenario.CRASH);
        String id = deploy(registerRevision());
        clock.advance(Duration.ofMinutes(62));

        DeploymentInfo failed = info(id);
        assertThat(failed.statusAsString()).isEqualTo("Failed");
        assertThat(failed.errorInformation().message())
                .startsWith("The deployment timed out while waiting for the replacement task set to become healthy.");
        assertThat(failed.rollbackInfo().rollbackDeploymentId()).startsWith("d-");
        clock.advance(Duration.ofMinutes(3));
        assertThat(service().taskSets()).hasSize(1);
    }

    @Test
    void aFunctionThatFailsFailsTheDeployment() {
        plant(0);
        simulator.scenarios().hookFunction(FUNCTION, HookResult.FAILED);
        String spec = spec(registerRevision())
                .replace(
                        "\"Resources\"",
                        "\"Hooks\": [{\"AfterAllowTestTraffic\": \"" + FUNCTION + "\"}], \"Resources\"");
        String id = create(spec, null);
        clock.advance(Duration.ofMinutes(3));

        assertThat(info(id).errorInformation().codeAsString()).isEqualTo("HOOK_EXECUTION_FAILURE");
        assertThat(target(id).lifecycleEvents())
                .filteredOn(event -> event.statusAsString().equals("Failed"))
                .extracting(LifecycleEvent::lifecycleEventName)
                .containsExactly("AfterAllowTestTraffic");
    }

    @Test
    void anAlarmStopsTheDeployment() {
        plant(0);
        String id = codeDeploy
                .createDeployment(request -> request.applicationName(CodeDeploySeed.APPLICATION)
                        .deploymentGroupName(CodeDeploySeed.GROUP)
                        .overrideAlarmConfiguration(
                                alarms -> alarms.enabled(true).alarms(alarm -> alarm.name("errors")))
                        .revision(revision -> revision.revisionType("AppSpecContent")
                                .appSpecContent(content -> content.content(spec(registerRevision())))))
                .deploymentId();
        clock.advance(Duration.ofMinutes(3));
        simulator.alarms().goOff("errors");

        assertThat(info(id).statusAsString()).isEqualTo("Stopped");
        assertThat(info(id).errorInformation().codeAsString()).isEqualTo("ALARM_ACTIVE");
        assertThat(info(id).errorInformation().message()).endsWith("Activated alarms: <errors>");
    }
}
