package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsTestBed;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.UnsupportedFeatureException;

class NotSimulatedTest {

    private EcsTestBed bed;

    @BeforeEach
    void plant() {
        bed = new EcsTestBed();
        bed.seed().plant();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void anotherDeploymentControllerIsRefused() {
        assertThatThrownBy(() -> bed.ecs.createService(request -> request.cluster(WebshopSeed.CLUSTER)
                        .serviceName("other")
                        .taskDefinition("webshop")
                        .launchType("FARGATE")
                        .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1")))
                        .deploymentController(
                                DeploymentController.builder().type("EXTERNAL").build())))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("The simulator has no EXTERNAL deployment controller.");
    }
}
