package io.jenkins.plugins.ecsdeploy.operations.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.registry.RegistryFixture;
import io.jenkins.plugins.ecsdeploy.registry.client.BlobSource;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a deployment stands on, whole and with each single mistake. */
class VerifyDeploymentTest {

    @TempDir
    Path folder;

    private VerifiedShop shop;

    @BeforeEach
    void open() throws InterruptedException {
        shop = new VerifiedShop(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aSetupThatIsCompleteHasNoFaultAndNoWarning() throws InterruptedException {
        VerifyDeployment.Result result = shop.verify();

        assertThat(shop.log)
                .containsExactly(
                        "Verified a deployment of service webshop in cluster rehearsal: no faults, no warnings");
        assertThat(result.faults()).isEmpty();
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void nothingIsChangedAndNoSecretIsRead() throws InterruptedException {
        int before = shop.simulator.operations().size();
        shop.verify();

        assertThat(Set.copyOf(shop.simulator
                        .operations()
                        .subList(before, shop.simulator.operations().size())))
                .allMatch(action -> action.matches("[a-z0-9-]+:(Describe|List|Get|BatchGet|Simulate)\\w+"))
                .doesNotContain("secretsmanager:GetSecretValue", "ssm:GetParameters");
    }

    @ParameterizedTest
    @EnumSource
    void eachSingleMistakeIsNamedAndNothingElse(SingleMistake mistake) throws InterruptedException {
        mistake.cut.make(shop, folder);
        VerifyDeployment.Result result = shop.verify();

        assertThat(result.faults())
                .singleElement()
                .asString()
                .contains(mistake.said)
                .matches("(?s).* \\[[a-z0-9-]+:\\w+]");
        assertThat(result.warnings()).isEmpty();
        assertThatThrownBy(result::requireFaultless)
                .hasMessageStartingWith("A deployment of the service ")
                .hasMessageContaining(mistake.said);
    }

    @Test
    void allMistakesAreReportedAtOnce() throws InterruptedException {
        shop.around.without(VerifiedShop.SECRET).without("sg-0ccc3333").without(VerifiedShop.TASK);
        shop.simulator.alarms().delete("5xx");

        assertThat(shop.verify().faults()).hasSize(4);
    }

    @Test
    void anAlarmInAlarmIsAWarning() throws InterruptedException {
        shop.simulator.alarms().goOff("5xx");
        VerifyDeployment.Result result = shop.verify();

        assertThat(result.faults()).isEmpty();
        assertThat(result.warnings()).singleElement().asString().contains("the CloudWatch alarm 5xx is in ALARM");
    }

    @Test
    void aPermissionThatDependsOnConditionsIsAWarning() throws InterruptedException {
        shop.around.denyWithout("aws:PrincipalTag/team", VerifiedShop.EXECUTION, "ssm:GetParameters");
        VerifyDeployment.Result result = shop.verify();

        assertThat(result.faults()).isEmpty();
        assertThat(result.warnings())
                .singleElement()
                .asString()
                .contains("whether the execution role may do ssm:GetParameters on", "(aws:PrincipalTag/team)");
    }

    @Test
    void aQuotaThatHasOnlyItsDefaultIsANote() throws InterruptedException {
        shop.around.withoutQuota("L-92E49DE3");
        VerifyDeployment.Result result = shop.verify();

        assertThat(result.warnings()).isEmpty();
        assertThat(shop.log.get(0)).startsWith("Note: the quota of tasks per service was not checked");
    }

    @Test
    void anImageForSeveralPlatformsFits() throws InterruptedException {
        shop.imageFor(folder, "arm64", "amd64");

        assertThat(shop.verify().faults()).isEmpty();
    }

    @Test
    void instancesWithRoomForTheNewTasksAreEnough() throws InterruptedException {
        SingleMistake.instance(shop, 1024, 4096);
        SingleMistake.instance(shop, 512, 1024);
        shop.onInstances();

        assertThat(shop.verify().faults()).isEmpty();
    }

    @Test
    void whatTheAccountUsesCountsForItsQuota() throws InterruptedException {
        shop.around.quota("L-3032A538", 6).usesFargate("Standard/OnDemand", 5.5);
        VerifyDeployment.Result result = shop.verify();

        assertThat(result.faults()).isEmpty();
        assertThat(result.warnings())
                .containsExactly("the deployment adds 1 Fargate vCPUs to the 5.5 that the account uses, and its quota"
                        + " L-3032A538 is 6: ask for more in Service Quotas, or run fewer tasks"
                        + " [cloudwatch:GetMetricStatistics]");
    }

    @Test
    void tasksOfFargateAndSpotAreOfTwoQuotas() throws InterruptedException {
        shop.ecs.putClusterCapacityProviders(request -> request.cluster("rehearsal")
                .capacityProviders("FARGATE", "FARGATE_SPOT")
                .defaultCapacityProviderStrategy(List.of()));
        shop.update(service -> service.forceNewDeployment(true)
                .capacityProviderStrategy(
                        item -> item.capacityProvider("FARGATE").base(1).weight(1),
                        item -> item.capacityProvider("FARGATE_SPOT").weight(3)));
        shop.around.quota("L-3032A538", 1);

        assertThat(shop.verify().faults()).isEmpty();
        assertThat(shop.log.get(0)).startsWith("Note: the quotas of Fargate vCPUs were not checked");
    }

    @Test
    void aPlatformThatCanNotBeReadIsANote() throws InterruptedException {
        shop.simulator.faults().always("registry:GET /v2/webshop/blobs/.*", new Faults.Drop(0));
        VerifyDeployment.Result result = shop.verify();

        assertThat(result.faults()).isEmpty();
        assertThat(result.warnings()).isEmpty();
        assertThat(shop.log.get(0))
                .startsWith("Note: container web: the platform of ")
                .endsWith("[ecr:GetDownloadUrlForLayer]");
    }

    /** A task definition may name any host, also one that only looks like ECR's. */
    @Test
    void aLoginIsSentOnlyWhereEcrSays() throws InterruptedException {
        String ecr = shop.image.substring(0, shop.image.indexOf('/'));
        shop.image(shop.image.replace(ecr, "123456789012.dkr.ecr.us-east-1.amazonaws.example.com"));

        assertThat(shop.verify().faults()).isEmpty();
        assertThat(shop.loginsSentTo).containsExactly(ecr);
    }

    @Test
    void anImageForSeveralPlatformsNeedsNoLogin() throws InterruptedException {
        shop.imageFor(folder, "arm64", "amd64");
        shop.simulator.faults().deny("ecr:GetAuthorizationToken");

        assertThat(shop.verify().warnings()).isEmpty();
        assertThat(shop.loginsSentTo).isEmpty();
    }

    @Test
    void anImageOfAnotherRegistryIsLookedUp() throws InterruptedException, IOException {
        try (RegistryFixture other = RegistryFixture.plain()) {
            shop.elsewhere(other);
            shop.image("ghcr.io/shop/web:1.27");

            assertThat(shop.verify().faults())
                    .containsExactly(
                            "container web: ghcr.io/shop/web:1.27 does not exist. Correct the image, or push it");
        }
    }

    @Test
    void aRegistryMayHideAPrivateImageAsMissing() throws InterruptedException, IOException {
        try (RegistryFixture other = RegistryFixture.plain()) {
            shop.elsewhere(other);
            shop.image("nexus.example.com/shop/web:1.27");
            VerifyDeployment.Result result = shop.verify();

            assertThat(result.faults()).isEmpty();
            assertThat(result.warnings())
                    .containsExactly(
                            "container web: nexus.example.com/shop/web:1.27 is not shown by its registry without"
                                    + " a login. If it is not private, correct it, or push it");
        }
    }

    @Test
    void anImageOfAnotherRegistryMayHaveTheWrongPlatform() throws InterruptedException, IOException {
        try (RegistryFixture other = RegistryFixture.plain()) {
            shop.elsewhere(other);
            store(other.client("library/web"), "1.27");
            shop.image = "web:1.27";
            shop.define("\"cpu\": \"512\"", "\"runtimePlatform\": {\"cpuArchitecture\": \"ARM64\"}, \"cpu\": \"512\"");

            assertThat(shop.verify().faults())
                    .singleElement()
                    .asString()
                    .contains("is for linux/amd64, and the task runs on linux/arm64");
        }
    }

    /** An image for linux/amd64 without layers. */
    private static void store(RegistryClient registry, String tag) throws InterruptedException {
        Map<String, byte[]> files = new HashMap<>();
        byte[] manifest = TestImages.bytes(TestImages.ociManifest(files));
        byte[] config = files.values().iterator().next();
        Descriptor described = new Descriptor(MediaTypes.OCI_CONFIG, Digest.sha256(config), config.length);
        BlobSource blob = new BlobSource(
                "config", MediaTypes.OCI_CONFIG, Optional.of(described), () -> new ByteArrayInputStream(config));
        registry.upload(blob, Optional.empty(), sent -> {});
        registry.putManifest(Manifest.of(MediaTypes.OCI_MANIFEST, manifest), tag);
    }

    @Test
    void anImageThatNeedsALoginIsANote() throws InterruptedException, IOException {
        try (RegistryFixture other = RegistryFixture.ecr()) {
            shop.elsewhere(other);
            shop.image("ghcr.io/shop/web:1.27");
            VerifyDeployment.Result result = shop.verify();

            assertThat(result.faults()).isEmpty();
            assertThat(result.warnings()).isEmpty();
            assertThat(shop.log.get(0))
                    .isEqualTo("Note: container web: ghcr.io/shop/web:1.27 was not looked up: without a login its"
                            + " registry does not show it, so it is private or does not exist");
        }
    }

    /** What answers may be any server that the controller reaches. */
    @Test
    void theWordsOfAnotherServerAreNotShown() throws InterruptedException, IOException {
        try (RegistryFixture other = RegistryFixture.plain()) {
            shop.elsewhere(other);
            other.faults.always("registry:GET .*", new Faults.Answer(AwsError.client("INTERNAL", "internal words")));
            shop.image("ghcr.io/shop/web:1.27");
            shop.verify();

            assertThat(shop.log.get(0))
                    .isEqualTo(
                            "Note: container web: ghcr.io/shop/web:1.27 was not looked up: its registry answered 400");
        }
    }

    @Test
    void theSecretOfAnotherRegistryIsNeverRead() throws InterruptedException {
        shop.image = "ghcr.io/shop/web:1.27";
        shop.define(
                "\"name\": \"web\"",
                "\"name\": \"web\", \"repositoryCredentials\": {\"credentialsParameter\": \"" + VerifiedShop.SECRET
                        + "\"}");

        assertThat(shop.verify().faults()).isEmpty();
        assertThat(shop.log.get(0)).endsWith("the secret of its repositoryCredentials is never read");
        assertThat(shop.simulator.operations()).doesNotContain("secretsmanager:GetSecretValue");
    }

    @Test
    void whatMayNotBeReadIsAWarningThatNamesItsAction() throws InterruptedException {
        for (String action : Set.of(
                "ecr:DescribeImages",
                "iam:GetRole",
                "secretsmanager:DescribeSecret",
                "ssm:DescribeParameters",
                "logs:DescribeLogGroups",
                "elasticloadbalancing:DescribeRules",
                "ec2:DescribeSubnets",
                "ec2:DescribeSecurityGroups",
                "ecs:DescribeClusters",
                "cloudwatch:DescribeAlarms",
                "servicequotas:GetServiceQuota",
                "cloudwatch:GetMetricStatistics",
                "ecr:GetAuthorizationToken",
                "elasticloadbalancing:DescribeTargetHealth")) {
            shop.simulator.faults().clear();
            shop.simulator.faults().deny(action);
            VerifyDeployment.Result result = shop.verify();

            assertThat(result.faults()).as(action).isEmpty();
            assertThat(result.warnings())
                    .as(action)
                    .isNotEmpty()
                    .allSatisfy(warning -> assertThat(warning)
                            .contains("was not checked", "Missing IAM action: " + action)
                            .endsWith("[" + action + "]"));
        }
    }

    @Test
    void aSimulationThatIsDeniedIsOneNote() throws InterruptedException {
        shop.simulator.faults().deny("iam:SimulatePrincipalPolicy");
        VerifyDeployment.Result result = shop.verify();

        assertThat(result.faults()).isEmpty();
        assertThat(result.warnings()).isEmpty();
        assertThat(shop.log.stream().filter(line -> line.startsWith("Note: ")))
                .singleElement()
                .asString()
                .contains("what roles may do was not checked");
    }
}
