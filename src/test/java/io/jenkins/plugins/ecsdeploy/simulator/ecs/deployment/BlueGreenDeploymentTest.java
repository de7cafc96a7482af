package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsTestBed;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;

class BlueGreenDeploymentTest {

    private EcsTestBed bed;
    private WebshopSeed.Webshop webshop;

    @BeforeEach
    void plant() {
        bed = new EcsTestBed();
        webshop = bed.seed().bakeMinutes(5).plant();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aDeploymentPassesItsStagesInOrder() {
        bed.deployNewRevision();
        List<String> stages = new ArrayList<>();
        for (int second = 0; second < 700; second += 2) {
            bed.passSeconds(2);
            String stage = bed.newest().lifecycleStageAsString();
            if (stages.isEmpty() || !stages.get(stages.size() - 1).equals(stage)) {
                stages.add(stage);
            }
        }

        assertThat(stages)
                .containsExactly(
                        "PRE_SCALE_UP",
                        "SCALE_UP",
                        "POST_SCALE_UP",
                        "TEST_TRAFFIC_SHIFT",
                        "POST_TEST_TRAFFIC_SHIFT",
                        "PRODUCTION_TRAFFIC_SHIFT",
                        "POST_PRODUCTION_TRAFFIC_SHIFT",
                        "BAKE_TIME",
                        "CLEAN_UP");
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void greenScalesUpBesideBlueInTheOtherTargetGroup() {
        bed.deployNewRevision();
        bed.passSeconds(60);

        assertThat(bed.webshop().runningCount()).isEqualTo(4);
        assertThat(targetStates(webshop.blueTargetGroupArn())).containsExactly("healthy", "healthy");
        assertThat(targetStates(webshop.greenTargetGroupArn())).containsExactly("initial", "initial");
        assertThat(bed.weight(webshop.productionRuleArn(), webshop.greenTargetGroupArn()))
                .isZero();
    }

    @Test
    void testTrafficShiftsBeforeProductionTraffic() {
        bed.deployNewRevision();
        until("POST_TEST_TRAFFIC_SHIFT");

        assertThat(bed.weight(webshop.testRuleArn(), webshop.greenTargetGroupArn()))
                .isEqualTo(100);
        assertThat(bed.weight(webshop.productionRuleArn(), webshop.greenTargetGroupArn()))
                .isZero();
        assertThat(bed.newest().targetServiceRevision().requestedTestTrafficWeight())
                .isEqualTo(100.0);
        assertThat(bed.newest().targetServiceRevision().requestedProductionTrafficWeight())
                .isEqualTo(0.0);
    }

    @Test
    void bothRevisionsRunWhileItBakes() {
        bed.deployNewRevision();
        until("BAKE_TIME");
        bed.passSeconds(290);

        ServiceDeployment course = bed.newest();
        assertThat(course.lifecycleStageAsString()).isEqualTo("BAKE_TIME");
        assertThat(course.status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        assertThat(course.targetServiceRevision().requestedProductionTrafficWeight())
                .isEqualTo(100.0);
        assertThat(course.sourceServiceRevisions().get(0).runningTaskCount()).isEqualTo(2);
        assertThat(bed.weight(webshop.productionRuleArn(), webshop.blueTargetGroupArn()))
                .isZero();
    }

    @Test
    void afterwardsOnlyGreenRuns() {
        Deployment green = bed.deployNewRevision();
        bed.passSeconds(700);

        Service service = bed.webshop();
        assertThat(service.deployments()).hasSize(1);
        assertThat(EcsTestBed.primary(service).id()).isEqualTo(green.id());
        assertThat(service.runningCount()).isEqualTo(2);
        assertThat(targetStates(webshop.blueTargetGroupArn())).isEmpty();
    }

    @Test
    void theNextDeploymentGoesBackToTheFirstTargetGroup() {
        bed.deployNewRevision();
        bed.passSeconds(700);
        bed.deploy(bed.registerRevision("public.ecr.aws/nginx/nginx:1.29"));
        bed.passSeconds(700);

        assertThat(bed.weight(webshop.productionRuleArn(), webshop.blueTargetGroupArn()))
                .isEqualTo(100);
        assertThat(targetStates(webshop.blueTargetGroupArn())).containsExactly("healthy", "healthy");
        assertThat(targetStates(webshop.greenTargetGroupArn())).isEmpty();
    }

    @Test
    void anUpdateDuringADeploymentReconcilesFirst() {
        bed.deployNewRevision();
        until("POST_SCALE_UP");
        Deployment newer = bed.deploy(bed.registerRevision("public.ecr.aws/nginx/nginx:1.29"));
        bed.passSeconds(3);

        assertThat(bed.newest().lifecycleStageAsString()).isEqualTo("RECONCILE_SERVICE");
        bed.passSeconds(800);
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(EcsTestBed.primary(bed.webshop()).id()).isEqualTo(newer.id());
        assertThat(bed.webshop().runningCount()).isEqualTo(2);
    }

    @Test
    void aUserCanRollBackAfterTheTrafficHasShifted() {
        bed.deployNewRevision();
        until("BAKE_TIME");
        String arn = bed.newest().serviceDeploymentArn();
        bed.ecs.stopServiceDeployment(request -> request.serviceDeploymentArn(arn));
        bed.passSeconds(120);

        assertThat(bed.describe(arn).status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(bed.weight(webshop.productionRuleArn(), webshop.blueTargetGroupArn()))
                .isEqualTo(100);
        assertThat(bed.webshop().taskDefinition()).isEqualTo(webshop.taskDefinitionArn());
        assertThat(bed.webshop().runningCount()).isEqualTo(2);
    }

    @Test
    void withoutAnAlternateTargetGroupTheDeploymentFails() {
        bed.ecs.updateService(request -> request.cluster(webshop.cluster())
                .service(webshop.service())
                .forceNewDeployment(true)
                .loadBalancers(balancer -> balancer.targetGroupArn(webshop.blueTargetGroupArn())
                        .containerName("web")
                        .containerPort(8080)
                        .advancedConfiguration(advanced -> advanced.productionListenerRule(webshop.productionRuleArn())
                                .roleArn(webshop.infrastructureRoleArn()))));
        bed.passSeconds(60);

        assertThat(bed.newest().statusAsString()).startsWith("ROLLBACK");
        assertThat(bed.newest().statusReason()).contains("alternateTargetGroupArn is not set");
    }

    @Test
    void rulesWithoutTheAlternateTargetGroupRollTheDeploymentBack() {
        for (String rule : List.of(webshop.productionRuleArn(), webshop.testRuleArn())) {
            bed.elb.modifyRule(request -> request.ruleArn(rule)
                    .actions(Action.builder()
                            .type("forward")
                            .targetGroupArn(webshop.blueTargetGroupArn())
                            .build()));
        }
        bed.deployNewRevision();
        bed.passSeconds(5);

        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(bed.newest().statusReason())
                .startsWith("Service deployment rolled back because of invalid networking configuration: Target group "
                        + webshop.greenTargetGroupArn());
    }

    private void until(String stage) {
        for (int second = 0; second < 900; second++) {
            bed.passSeconds(1);
            if (second > 2 && stage.equals(bed.newest().lifecycleStageAsString())) {
                return;
            }
        }
        throw new AssertionError("never came to " + stage);
    }

    private List<String> targetStates(String targetGroupArn) {
        return bed
                .elb
                .describeTargetHealth(request -> request.targetGroupArn(targetGroupArn))
                .targetHealthDescriptions()
                .stream()
                .map(description -> description.targetHealth().stateAsString())
                .toList();
    }
}
