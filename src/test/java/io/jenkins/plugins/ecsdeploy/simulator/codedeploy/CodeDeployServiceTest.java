package io.jenkins.plugins.ecsdeploy.simulator.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.simulator.seed.CodeDeploySeed;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codedeploy.model.DeploymentAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentIsNotInReadyStateException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentLimitExceededException;
import software.amazon.awssdk.services.codedeploy.model.InvalidRevisionException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** A service under the CODE_DEPLOY controller, its deployment group, and what the API refuses. */
class CodeDeployServiceTest extends CodeDeployFixture {

    @Test
    void aServiceOfCodeDeployHasTaskSetsInsteadOfDeployments() {
        plant(0);

        Service service = service();
        assertThat(service.deployments()).isEmpty();
        assertThat(service.taskSets()).hasSize(1).first().satisfies(set -> {
            assertThat(set.status()).isEqualTo("PRIMARY");
            assertThat(set.stabilityStatusAsString()).isEqualTo("STEADY_STATE");
            assertThat(set.runningCount()).isEqualTo(2);
            assertThat(set.loadBalancers().get(0).targetGroupArn()).isEqualTo(webshop.blueTargetGroupArn());
        });
        assertThat(service.deploymentController().typeAsString()).isEqualTo("CODE_DEPLOY");
        assertThat(service.currentServiceDeployment()).isNull();
    }

    @Test
    void onlyCodeDeployChangesItsTaskDefinition() {
        plant(0);
        String revision = registerRevision();

        assertThatThrownBy(() -> update(UpdateServiceRequest.builder().taskDefinition(revision)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Unable to update task definition on services with a CODE_DEPLOY deployment"
                        + " controller. Use AWS CodeDeploy to trigger a new deployment.");
        assertThatThrownBy(() -> update(UpdateServiceRequest.builder().forceNewDeployment(true)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Cannot force a new deployment on services with a CODE_DEPLOY");
        update(UpdateServiceRequest.builder().desiredCount(3));
        clock.advance(Duration.ofMinutes(3));
        assertThat(service().runningCount()).isEqualTo(3);
    }

    @Test
    void whatIsWrongIsRefusedAsTheApiDoes() {
        plant(0);
        String spec = spec(registerRevision());
        assertThatThrownBy(() -> create(spec + " ", null, sha256(spec)))
                .isInstanceOf(InvalidRevisionException.class)
                .hasMessageContaining("sha256");
        assertThatThrownBy(() -> codeDeploy.createDeployment(request ->
                        request.applicationName(CodeDeploySeed.APPLICATION).deploymentGroupName("other")))
                .isInstanceOf(DeploymentGroupDoesNotExistException.class);
        assertThatThrownBy(() -> info("d-AAAAAAAAA")).isInstanceOf(DeploymentDoesNotExistException.class);
        String id = create(spec, null, sha256(spec));
        assertThatThrownBy(() -> create(spec, null))
                .isInstanceOf(DeploymentLimitExceededException.class)
                .hasMessageContaining("already has an active Deployment '" + id + "'");
        assertThatThrownBy(() -> codeDeploy.continueDeployment(
                        request -> request.deploymentId(id).deploymentWaitType("READY_WAIT")))
                .isInstanceOf(DeploymentIsNotInReadyStateException.class);
        clock.advance(Duration.ofMinutes(20));
        assertThatThrownBy(() -> codeDeploy.stopDeployment(request -> request.deploymentId(id)))
                .isInstanceOf(DeploymentAlreadyCompletedException.class);
    }

    @Test
    void aGroupNamesItsServiceAndItsWaits() {
        plant(30);

        var group = codeDeploy
                .getDeploymentGroup(request ->
                        request.applicationName(CodeDeploySeed.APPLICATION).deploymentGroupName(CodeDeploySeed.GROUP))
                .deploymentGroupInfo();
        assertThat(group.ecsServices())
                .hasSize(1)
                .first()
                .satisfies(service -> assertThat(service.clusterName()).isEqualTo(WebshopSeed.CLUSTER));
        assertThat(group.blueGreenDeploymentConfiguration().deploymentReadyOption())
                .satisfies(ready -> assertThat(ready.waitTimeInMinutes()).isEqualTo(30));
        assertThat(group.computePlatformAsString()).isEqualTo("ECS");
    }

    private void update(UpdateServiceRequest.Builder request) {
        ecs.updateService(request.cluster(WebshopSeed.CLUSTER)
                .service(WebshopSeed.SERVICE)
                .build());
    }
}
