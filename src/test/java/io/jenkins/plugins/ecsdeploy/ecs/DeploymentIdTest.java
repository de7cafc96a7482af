package io.jenkins.plugins.ecsdeploy.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeploymentIdTest {

    private static final String REVISION =
            "arn:aws:ecs:eu-central-1:123456789012:service-revision/shop/webshop/4980306466373577095";

    @Test
    void numberOfAnEcsDeploymentNamesTheRevisionThatItBrings() {
        DeploymentId id = new DeploymentId("ecs-svc/4980306466373577095");

        assertThat(id.isCodeDeploy()).isFalse();
        assertThat(id.brings(REVISION)).isTrue();
        assertThat(new DeploymentId("ecs-svc/3577095").brings(REVISION)).isFalse();
        assertThat(id.brings(null)).isFalse();
    }

    @Test
    void deploymentOfCodeDeployBringsNoServiceRevision() {
        DeploymentId id = new DeploymentId("d-A1B2C3D4E");

        assertThat(id.isCodeDeploy()).isTrue();
        assertThat(id.brings("arn:aws:ecs:eu-central-1:123456789012:service-revision/shop/webshop/d-A1B2C3D4E"))
                .isFalse();
    }
}
