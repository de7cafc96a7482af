package io.jenkins.plugins.ecsdeploy.operations.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
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
        shop.around.withoutQuota("L-9EF96962");
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
    void anImageElsewhereIsANote() throws InterruptedException {
        shop.image("public.ecr.aws/nginx/nginx:1.27");
        VerifyDeployment.Result result = shop.verify();

        assertThat(result.faults()).isEmpty();
        assertThat(result.warnings()).isEmpty();
        assertThat(shop.log.get(0))
                .isEqualTo(
                        "Note: container web: public.ecr.aws/nginx/nginx:1.27 is not in this region's ECR and was not"
                                + " looked up [ecr:DescribeImages]");
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
                "servicequotas:GetServiceQuota")) {
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
