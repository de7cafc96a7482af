package io.jenkins.plugins.ecsdeploy.operations.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.operations.connection.ConnectionCheck.Verdict;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

        assertThat(report.verdict()).as(report.lines().toString()).isEqualTo(Verdict.GOOD);
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
    void aReadThatEveryDeploymentNeedsEverywhereIsBadIfItIsRefused() {
        webshop.simulator.faults().deny("ecr:GetAuthorizationToken");

        ConnectionCheck.Report report = check("rehearsal");

        assertThat(report.verdict()).isEqualTo(Verdict.BAD);
        assertThat(report.lines())
                .anySatisfy(line -> assertThat(line)
                        .contains("Missing IAM action: ecr:GetAuthorizationToken")
                        .endsWith("It is needed for ecrPush, and can't be limited to resources."));
        assertThat(report.lines().get(2)).endsWith("reads are allowed, 1 refused:");
        assertThat(report.details().get(0)).doesNotContain("ecr:GetAuthorizationToken");
    }

    @Test
    void aReadThatAPolicyMayAllowForOtherResourcesIsAWarning() {
        webshop.simulator.faults().deny("ecr:DescribeRepositories").deny("ecs:DescribeServices");

        ConnectionCheck.Report report = check("rehearsal");

        assertThat(report.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(report.lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("ecr:DescribeRepositories is refused for the repository connection-test, which is"
                                + " right if the policy names other resources. It is needed for ecrPush."));
    }

    @Test
    void aReadThatDeploymentsCanDoWithoutIsAWarning() {
        webshop.simulator.faults().deny("elasticloadbalancing:DescribeRules");

        ConnectionCheck.Report report = check("rehearsal");

        assertThat(report.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(report.lines())
                .anySatisfy(line -> assertThat(line)
                        .endsWith("It is needed for checks of blue/green services before they are updated; deployments"
                                + " can do without it."));
    }

    @Test
    void everyReadOfTheActionsTableIsTried() throws IOException {
        check("rehearsal");
        Set<String> reads = new TreeSet<>();
        String table = Files.readString(Path.of("docs/iam.md"));
        for (String line :
                table.substring(0, table.indexOf("| `verifyDeployment`")).split("\n")) {
            Matcher action = Pattern.compile("`([a-z-]+:(?:Describe|List|Get|BatchGet|BatchCheck)[A-Za-z]+)`")
                    .matcher(line.startsWith("|") ? line : "");
            while (action.find()) {
                reads.add(action.group(1));
            }
        }
        reads.removeIf(action ->
                action.matches("(ecr-public|sts|kms|application-autoscaling|ssm|secretsmanager|cloudformation):.*"));

        assertThat(reads).hasSizeGreaterThan(20).isSubsetOf(webshop.simulator.operations());
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

        assertThat(report.verdict()).isEqualTo(Verdict.BAD);
        assertThat(report.lines().get(1)).isEqualTo("There is no active ECS cluster \"nowhere\" in region us-east-1.");
        assertThat(report.details().get(0))
                .contains("ecr:GetAuthorizationToken")
                .doesNotContain("ecs:DescribeServices");
    }

    @Test
    void credentialsThatHaveEndedEndTheTest() {
        webshop.simulator.faults().always("sts:.*", Faults.expiredToken());

        ConnectionCheck.Report report = check("rehearsal");

        assertThat(report.verdict()).isEqualTo(Verdict.BAD);
        assertThat(report.lines().get(0)).contains("the AWS credentials have expired");
        assertThat(webshop.simulator.operations()).doesNotContain("ecs:DescribeServices");
    }

    private ConnectionCheck.Report check(String cluster) {
        return new ConnectionCheck(webshop.clients, Optional.of(cluster)).run();
    }
}
