package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Eventually;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Job;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;

/** docs/examples/gated/Jenkinsfile in a real Jenkins: paused at test traffic, tested, and then on or back. */
class GatedIT {

    private static final String TEST = "sh 'curl --fail --silent --show-error --max-time 10 \"$TEST_ENDPOINT/health\"'";
    private static final String ON = "node('linux')";

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @Test
    void aPassedTestAndAnApprovalContinueIntoProduction() throws Exception {
        Build build = jenkins.client()
                .pipeline("promoted", example("echo \"tested ${testEndpoint}\""))
                .start();
        build.waitForLine("Promote webshop:2 to production?");
        assertThat(jenkins.client()
                        .postForm("job/promoted/1/input/Promote/proceedEmpty", Map.of())
                        .statusCode())
                .isEqualTo(200);
        build.waitForEnd();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .contains("Paused at POST_TEST_TRAFFIC_SHIFT")
                .contains("tested http://")
                .contains("Continued the deployment of service webshop")
                .contains("Removed the pause hook from service webshop")
                .contains("SUCCEEDED: webshop:2 runs");
        assertThat(build.console().lines().filter(line -> line.contains("(service webshop) ")))
                .as("both waits together")
                .hasSizeGreaterThan(3)
                .doesNotHaveDuplicates();
        assertThat(service().taskDefinition()).endsWith("webshop:2");
        assertThat(service().deploymentConfiguration().lifecycleHooks()).isEmpty();
    }

    @Test
    void aFailedTestRollsBackAndProductionNeverShifts() throws Exception {
        Build build = jenkins.client()
                .pipeline("turned-back", example("error 'the shop is broken'"))
                .run();

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("Rolling back the deployment of service webshop")
                .contains("ROLLED_BACK: ")
                .contains("the shop is broken")
                .doesNotContain("POST_PRODUCTION_TRAFFIC_SHIFT");
        assertThat(service().taskDefinition()).endsWith("webshop:1");
        assertThat(service().deploymentConfiguration().lifecycleHooks()).isEmpty();
    }

    @Test
    void aPauseHookIsRemovedEvenIfItsBuildWasDeleted() throws Exception {
        Job job = jenkins.client().pipeline("deleted", """
                if (env.BUILD_NUMBER == '1') {
                    updateService target: 'simulated', service: 'webshop', forceNewDeployment: true,
                            strategy: blueGreen(bakeMinutes: 0), pauseAt: ['POST_SCALE_UP'], pauseMinutes: 1,
                            onPauseTimeout: 'continue'
                }
                """);
        assertThat(job.run().console()).contains("lifecycle hook added: PAUSE at POST_SCALE_UP");
        assertThat(job.run().result()).isEqualTo("SUCCESS");
        jenkins.client().script("Jenkins.instance.getItem('deleted').getBuildByNumber(1).delete()");
        Eventually.within(
                Duration.ofMinutes(2),
                "the deployment has ended",
                () -> "COMPLETED".equals(service().deployments().get(0).rolloutStateAsString()));

        jenkins.client()
                .script(
                        "hudson.ExtensionList.lookupSingleton(io.jenkins.plugins.ecsdeploy.jenkins.build.PauseHookCleanup)"
                                + ".execute(hudson.model.TaskListener.NULL)");

        assertThat(service().deploymentConfiguration().lifecycleHooks()).isEmpty();
    }

    @Test
    void aPauseHookIsRemovedThoughItsJobWasMovedAndItsTargetChanged() throws Exception {
        jenkins.client().folder("attic");
        Build build = jenkins.client().pipeline("moved", """
                        updateService target: 'simulated', service: 'webshop', forceNewDeployment: true,
                                strategy: blueGreen(bakeMinutes: 0), pauseAt: ['POST_SCALE_UP'], pauseMinutes: 60
                        awaitSteady until: 'paused'
                        input id: 'promote', message: 'Promote?'
                        continueDeployment()
                        awaitSteady()
                        """).start();
        build.waitForLine("Promote?");
        jenkins.client().script("""
                import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration
                def job = jenkins.model.Jenkins.get().getItem('moved')
                hudson.model.Items.move(job, jenkins.model.Jenkins.get().getItem('attic'))
                def target = EcsDeployConfiguration.get().targets[0]
                target.region = 'eu-west-1'
                target.endpoint = 'http://127.0.0.1:9'
                """);
        jenkins.client().postForm("job/attic/job/moved/1/input/Promote/proceedEmpty", Map.of());
        Eventually.within(
                Duration.ofMinutes(2),
                "the build has ended",
                () -> jenkins.client()
                        .script("print jenkins.model.Jenkins.get().getItemByFullName('attic/moved').lastBuild.result")
                        .matches("SUCCESS|FAILURE"));

        assertThat(jenkins.client()
                        .script("print jenkins.model.Jenkins.get().getItemByFullName('attic/moved').lastBuild.log"))
                .contains("Removed the pause hook from service webshop")
                .contains("SUCCEEDED: webshop:1 runs");
        assertThat(service().deploymentConfiguration().lifecycleHooks()).isEmpty();
    }

    /** The example, with what this Jenkins lacks replaced: an agent and a network. */
    private static String example(String test) throws Exception {
        return Files.readString(Path.of("docs/examples/gated/Jenkinsfile"))
                .replace(TEST, test)
                .replace(ON, "if (true)")
                .replace("params.IMAGE", "'public.ecr.aws/nginx/nginx:1.28'")
                .replace("from: 'webshop'", "target: 'simulated', from: 'webshop'")
                .replace("updateService cluster", "updateService target: 'simulated', cluster")
                .replace("blueGreen(bakeMinutes: 5)", "blueGreen(bakeMinutes: 0)");
    }

    private Service service() {
        try (EcsClient ecs = EcsClient.builder()
                .endpointOverride(jenkins.simulator().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            return ecs.describeServices(
                            request -> request.cluster(WebshopSeed.CLUSTER).services(WebshopSeed.SERVICE))
                    .services()
                    .get(0);
        }
    }
}
