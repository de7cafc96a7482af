package io.jenkins.plugins.ecsdeploy.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input and refusals: a message for a person, and nothing half done. */
class RefusalsTest {

    @TempDir
    Path folder;

    private Webshop webshop;

    @BeforeEach
    void open() {
        webshop = Webshop.open(folder).seeded();
    }

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void unknownPlaceholdersAreNamedAllAtOnceWithLineAndColumn() {
        webshop.values(Map.of()).template(Webshop.TEMPLATE.replace("\"512\"", "\"${MEMORY}\""));

        assertThat(refusal())
                .hasMessageContaining("deploy/taskdef.json:6:14 memory")
                .hasMessageContaining("MEMORY")
                .hasMessageContaining("deploy/taskdef.json:13:51 containerDefinitions[0].environment[0].value")
                .hasMessageContaining("STAGE");
        assertNothingWasChanged();
    }

    @Test
    void aValueThatNoPlaceholderUsesIsRefused() {
        webshop.values(Map.of("STAGE", "test", "STAEG", "secret-value"));
        assertThat(refusal()).hasMessageContaining("STAEG").hasMessageNotContaining("secret-value");
        assertNothingWasChanged();
    }

    @Test
    void anUnknownContainerIsRefusedWithTheKnownNames() {
        webshop.container("wbe");
        assertThat(refusal())
                .hasMessageContaining("wbe")
                .hasMessageContaining("web")
                .hasMessageContaining("otel-collector");
        assertNothingWasChanged();
    }

    @Test
    void anUnknownFieldIsRefusedWithTheNearestName() {
        webshop.template(Webshop.TEMPLATE.replace("\"portMappings\"", "\"portMapings\""));
        assertThat(refusal())
                .hasMessageContaining("containerDefinitions[0].portMapings")
                .hasMessageContaining("portMappings");
        assertNothingWasChanged();
    }

    @Test
    void aTemplateThatIsNotJsonSaysWhereItStopsBeingJson() {
        webshop.template("{\"family\": \"webshop\",,}");
        assertThat(refusal()).hasMessageContaining("deploy/taskdef.json:1:");
        assertNothingWasChanged();
    }

    @Test
    void aServiceThatIsNotThereIsNamedWithItsClusterAndRegion() {
        webshop.service(WebshopSeed.CLUSTER, "webshpo");
        assertThat(refusal())
                .hasMessageContaining("There is no service \"webshpo\" in cluster \"rehearsal\" in region us-east-1");
        assertNothingWasChanged();
    }

    @Test
    void aClusterThatIsNotThereIsNamedWithTheRegion() {
        webshop.service("rehearsla", WebshopSeed.SERVICE);
        assertThat(refusal()).hasMessageContaining("There is no ECS cluster \"rehearsla\" in region us-east-1");
        assertNothingWasChanged();
    }

    @Test
    void theWrongRegionIsNamedWithTheClusterThatIsNotThere() {
        try (Webshop elsewhere = Webshop.open(folder, "eu-west-1").seeded()) {
            assertThat(catchThrowable(() -> elsewhere.register("shop/web:2", false)))
                    .hasMessageContaining("There is no ECS cluster \"rehearsal\" in region eu-west-1");
        }
    }

    @Test
    void anInactiveServiceIsRefused() {
        webshop.clients
                .ecs()
                .deleteService(request -> request.cluster(WebshopSeed.CLUSTER)
                        .service(WebshopSeed.SERVICE)
                        .force(true));
        assertThat(refusal()).hasMessageContaining("not ACTIVE");
        assertThat(webshop.calls("ecs:UpdateService")).isZero();
    }

    @Test
    void aMissingRepositoryIsRefusedWithTheCommandThatCreatesIt() {
        webshop.repository("webshpo");
        assertThat(refusal())
                .hasMessageContaining("There is no ECR repository \"webshpo\" in region us-east-1")
                .hasMessageContaining("aws ecr create-repository --repository-name webshpo --region us-east-1");
        assertNothingWasChanged();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ecs:DescribeServices",
                "ecr:DescribeRepositories",
                "ecr:GetAuthorizationToken",
                "ecs:DescribeTaskDefinition",
                "ecs:RegisterTaskDefinition",
                "ecs:UpdateService"
            })
    void aMissingPermissionNamesTheActionAndLeavesTheServiceAlone(String action) {
        webshop.simulator.faults().deny(action);
        assertThat(refusal())
                .hasMessageContaining("Missing IAM action: " + action)
                .hasMessageContaining("request id");
        webshop.simulator.faults().clear();
        assertThat(webshop.described().taskDefinition()).endsWith("webshop:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs:ListServiceDeployments", "ecs:DescribeServiceDeployments"})
    void aPermissionMissingForTheWaitEndsItAndTheDeploymentContinues(String action) throws InterruptedException {
        webshop.simulator.faults().deny(action);
        ServiceResult result = webshop.deploy().result();

        assertThat(result.outcome()).isEmpty();
        assertThat(result.reason())
                .contains("Missing IAM action: " + action)
                .endsWith("The deployment is still in progress and was not touched.");
        assertThat(webshop.calls("ecs:StopServiceDeployment")).isZero();
    }

    @Test
    void whenTheUpdateFailsTheLogSaysWhatStaysBehind() {
        webshop.simulator.faults().deny("ecs:UpdateService");
        refusal();
        assertThat(webshop.log).last().asString().contains("runs as before").contains("webshop:2 stays registered");
    }

    @Test
    void anExpiredTokenIsToldAsOne() {
        webshop.simulator.faults().always("ecs:.*", Faults.expiredToken());
        assertThat(refusal()).hasMessageContaining("the AWS credentials have expired");
    }

    @Test
    void aRegistryThatRefusesEndsThePushAndNothingIsRegistered() {
        webshop.simulator
                .faults()
                .always("registry:POST .*", new Faults.Answer(new AwsError(403, "DENIED", "not for you")));
        assertThat(refusal()).hasMessageContaining("403").hasMessageContaining("not for you");
        assertNothingWasChanged();
    }

    @Test
    void uploadsThatAreCutEachTimeEndThePushAndNothingIsRegistered() {
        webshop.simulator.faults().always("registry:PATCH .*", new Faults.Drop(1000));
        webshop.simulator.faults().always("registry:PUT .*/blobs/.*", new Faults.Drop(1000));
        assertThat(refusal()).hasMessageContaining(webshop.simulator.authority());
        assertNothingWasChanged();
    }

    @Test
    void anUploadThatIsCutOnceIsDoneAgain() throws InterruptedException {
        webshop.simulator.faults().next(1, "registry:P(ATCH|UT) .*", new Faults.Drop(100));
        assertThat(webshop.deploy().outcome().isGood()).isTrue();
    }

    @Test
    void aLayerThatBeliesItsDigestIsRefusedBeforeAnythingIsSent() {
        Map<String, byte[]> files = TestImages.ociLayout("1", TestImages.layer(1, 5000));
        String largest = files.entrySet().stream()
                .max((one, other) -> one.getValue().length - other.getValue().length)
                .orElseThrow()
                .getKey();
        files.get(largest)[100] ^= 1;
        webshop.archive(TestImages.writeDirectory(folder.resolve("tampered"), files));

        assertThat(refusal()).hasMessageContaining("sha256:" + largest.substring(largest.lastIndexOf('/') + 1));
        assertThat(webshop.simulator.registry().activity().bytesUploaded()).isZero();
        assertNothingWasChanged();
    }

    @Test
    void anArchiveThatIsNotThereIsRefused() {
        webshop.archive(folder.resolve("image.tar"));
        assertThat(refusal()).hasMessageContaining("image.tar");
        assertNothingWasChanged();
    }

    @Test
    void aRefusedConnectionSaysSo() {
        webshop.simulator.close();
        assertThat(refusal()).hasMessageContaining("Connection refused");
    }

    @Test
    void blueGreenWithoutASecondTargetGroupIsRefusedWithWhatIsMissing() {
        webshop.clients
                .ecs()
                .createService(request -> request.cluster(WebshopSeed.CLUSTER)
                        .serviceName("plain")
                        .taskDefinition("webshop:1")
                        .desiredCount(1)
                        .launchType("FARGATE")
                        .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1")))
                        .loadBalancers(webshop.described().loadBalancers().stream()
                                .map(balancer -> balancer.toBuilder()
                                        .advancedConfiguration(
                                                (software.amazon.awssdk.services.ecs.model.AdvancedConfiguration) null)
                                        .build())
                                .toList()));
        webshop.service(WebshopSeed.CLUSTER, "plain").strategy(new Strategy.BlueGreen(5));

        assertThat(refusal())
                .hasMessageContaining("can't be deployed BLUE_GREEN")
                .hasMessageContaining("loadBalancers[0].advancedConfiguration.alternateTargetGroupArn");
        assertThat(webshop.calls("ecs:UpdateService")).isZero();
    }

    private Throwable refusal() {
        Throwable thrown = catchThrowable(webshop::deploy);
        assertThat(thrown).isInstanceOf(EcsDeployException.class);
        return thrown;
    }

    private void assertNothingWasChanged() {
        assertThat(webshop.calls("ecs:RegisterTaskDefinition")).isZero();
        assertThat(webshop.calls("ecs:UpdateService")).isZero();
    }
}
