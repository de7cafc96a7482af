package io.jenkins.plugins.ecsdeploy.operations.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionCheckTest {

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
    void aConnectionThatMayReadAllIsGoodAndSaysWhatItTriedAndWhatNot() {
        ConnectionCheck.Report report = check("rehearsal");

        assertThat(report.good()).as(report.lines().toString()).isTrue();
        assertThat(report.lines().get(0)).startsWith("Called AWS as arn:aws:").endsWith("in us-east-1.");
        assertThat(report.lines().get(1)).isEqualTo("Found the cluster rehearsal: 1 service, 2 running tasks.");
        assertThat(report.lines()).last().asString().matches("All \\d+ reads are allowed\\.");
        assertThat(report.details())
                .first()
                .asString()
                .startsWith("Reads that are allowed (tried on service webshop")
                .contains("ecs:DescribeServices", "ecs:DescribeServiceRevisions", "ecr:GetAuthorizationToken");
        assertThat(report.details())
                .last()
                .asString()
                .startsWith("Not tried, because they change something:")
                .contains("ecs:UpdateService", "iam:PassRole");
    }

    @Test
    void aReadThatEveryDeploymentNeedsIsNamedWhereItIsRefused() {
        webshop.simulator.faults().deny("ecs:DescribeServiceDeployments");

        ConnectionCheck.Report report = check("rehearsal");

        assertThat(report.good()).isFalse();
        assertThat(report.lines())
                .anySatisfy(line -> assertThat(line)
                        .contains("Missing IAM action: ecs:DescribeServiceDeployments")
                        .endsWith("It is needed for awaitSteady."));
        assertThat(report.lines().get(2)).endsWith("reads are allowed, 1 refused:");
        assertThat(report.details().get(0)).doesNotContain("ecs:DescribeServiceDeployments");
    }

    @Test
    void aReadThatDeploymentsCanDoWithoutIsNamedAndTheConnectionStaysGood() {
        webshop.simulator.faults().deny("ecs:ListTasks");

        ConnectionCheck.Report report = check("rehearsal");

        assertThat(report.good()).isTrue();
        assertThat(report.lines())
                .anySatisfy(line -> assertThat(line).endsWith("It is needed for explaining why tasks failed."));
    }

    @Test
    void allRefusalsAreNamedAtOnce() {
        webshop.simulator.faults().deny("ecs:DescribeServices");
        webshop.simulator.faults().deny("ecr:DescribeRepositories");

        assertThat(String.join("\n", check("rehearsal").lines()))
                .contains("Missing IAM action: ecs:DescribeServices", "Missing IAM action: ecr:DescribeRepositories");
    }

    @Test
    void aClusterThatIsNotThereIsSaidAndTheRestIsTried() {
        ConnectionCheck.Report report = check("nowhere");

        assertThat(report.good()).isFalse();
        assertThat(report.lines().get(1)).isEqualTo("There is no active ECS cluster \"nowhere\" in region us-east-1.");
        assertThat(report.details().get(0))
                .contains("ecr:GetAuthorizationToken")
                .doesNotContain("ecs:DescribeServices");
    }

    @Test
    void credentialsThatHaveEndedEndTheTest() {
        webshop.simulator.faults().always("sts:.*", Faults.expiredToken());

        ConnectionCheck.Report report = check("rehearsal");

        assertThat(report.good()).isFalse();
        assertThat(report.lines().get(0)).contains("the AWS credentials have expired");
        assertThat(webshop.simulator.operations()).doesNotContain("ecs:DescribeServices");
    }

    private ConnectionCheck.Report check(String cluster) {
        return new ConnectionCheck(webshop.clients, Optional.of(cluster)).run();
    }
}
