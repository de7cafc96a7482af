package io.jenkins.plugins.ecsdeploy.jenkins.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Job;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.StandIns;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.ShopStacks;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * docs/infrastructure/Jenkinsfile in a real Jenkins, in an account that held nothing before the stack of docs/infrastructure:
 * the first build makes the service, the second one deploys to it, blue/green.
 */
class FromNothingIT {

    private static final double SPEED = 60;

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    private StandIns standIns;

    @BeforeEach
    void makeTheStack() throws IOException {
        jenkins.simulateNothing(SimulatorClock.accelerated(SPEED));
        jenkins.client().script("""
                def c = io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration.get()
                c.targets[0].cluster = null
                c.targets[0].defaultTarget = true
                """);
        standIns = new StandIns(jenkins).file("outputs", outputs()).program("aws", "cat \"$STAND_INS/outputs\"");
    }

    @AfterEach
    void close() throws IOException {
        if (standIns != null) {
            standIns.close();
        }
    }

    @Test
    void fromAnEmptyAccountToASecondDeployment() throws Exception {
        Job job = jenkins.client().pipeline("from-nothing", jenkinsfile());

        standIns.image(1).install();
        Build first = job.run();
        assertThat(first.result()).as(first.console()).isEqualTo("SUCCESS");
        assertThat(first.console())
                .containsSubsequence(
                        "[ecrPush] Pushed ",
                        "[registerTaskDefinition] Registered webshop:1",
                        "[applyService] Created the service webshop in cluster shop",
                        "SUCCEEDED: webshop:1 runs with 2 tasks",
                        "[verifyDeployment] Verified a deployment of service webshop in cluster shop: no faults, no warnings",
                        "UNCHANGED: ");

        standIns.image(2).install();
        Build second = job.run();
        assertThat(second.result()).as(second.console()).isEqualTo("SUCCESS");
        assertThat(second.console())
                .containsSubsequence(
                        "[registerTaskDefinition] Registered webshop:2",
                        "[applyService] Unchanged: the service webshop in cluster shop is as its definition says",
                        "[verifyDeployment] Verified a deployment of service webshop in cluster shop: no faults, no warnings",
                        "[updateService] Started deployment ecs-svc/",
                        "BAKE_TIME",
                        "SUCCEEDED: webshop:2 runs with 2 tasks");
    }

    /** In place of a checkout, which an inline Jenkinsfile has not: the files of docs/infrastructure. */
    private static String jenkinsfile() throws IOException {
        Path project = Path.of("").toAbsolutePath();
        return Files.readString(Path.of("docs/infrastructure/Jenkinsfile"))
                .replace(
                        "env.COMMIT = checkout(scm).GIT_COMMIT",
                        "env.COMMIT = \"commit-${env.BUILD_NUMBER}\"; sh 'mkdir -p deploy && cp " + project
                                + "/docs/infrastructure/service.yaml " + project
                                + "/docs/infrastructure/taskdef.json deploy/'");
    }

    private String outputs() {
        try (AwsClients clients = new AwsClients(AwsConnection.to(
                        Region.US_EAST_1,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIASTACK", "stack")))
                .at(jenkins.simulator().endpoint()))) {
            Map<String, String> outputs =
                    new ShopStacks(jenkins.simulator(), clients).make("webshop").outputs();
            return outputs.entrySet().stream()
                    .map(output -> output.getKey() + "\t" + output.getValue() + "\n")
                    .collect(Collectors.joining());
        }
    }
}
