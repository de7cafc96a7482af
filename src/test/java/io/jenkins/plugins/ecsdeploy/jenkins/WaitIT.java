package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Job;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;

/** What {@code awaitSteady} can wait for, and what a wait survives. */
class WaitIT {

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    private AwsClients clients;

    @BeforeEach
    void open() {
        clients = new AwsClients(AwsConnection.to(
                        Region.US_EAST_1,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "secret-of-the-test")))
                .at(jenkins.simulator().endpoint()));
    }

    @AfterEach
    void close() {
        clients.close();
    }

    @Test
    void eachServiceHasAnOutcomeAndTheBuildOneForAll() throws Exception {
        worker();
        Build build = jenkins.pipeline("wait-services", "services.jenkinsfile").run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .contains("all of them: SUCCEEDED")
                .contains("webshop SUCCEEDED")
                .contains("worker SUCCEEDED");
    }

    @Test
    void aRefusedServiceDoesNotHideTheOutcomeOfAnother() throws Exception {
        Build build =
                jenkins.pipeline("wait-one-unknown", "one-unknown.jenkinsfile").run();

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("[awaitSteady] webshop: SUCCEEDED: webshop:1 runs with 2 tasks.")
                .contains("ERROR: nope: ")
                .doesNotContain("still in progress"); // there is no deployment of it
    }

    @Test
    void aWaitForTheGateReturnsItAndTheNextOneWaitsForTheEnd() throws Exception {
        pauseAtTestTraffic();
        Build build = jenkins.pipeline("wait-paused", "paused.jenkinsfile").start();
        build.waitForLine("the gate: POST_TEST_TRAFFIC_SHIFT");
        String console = build.console();
        assertThat(console).contains("then: ROLLBACK").contains("test it at http://webshop");
        String hookId = console.replaceAll("(?s).*answer to: (\\S+).*", "$1");
        clients.ecs()
                .continueServiceDeployment(
                        request -> request.serviceDeploymentArn(newest()).hookId(hookId));
        build.waitForEnd();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console()).contains("and in the end: SUCCEEDED");
    }

    @Test
    void failFastRollsBackWhatCannotSucceed() throws Exception {
        jenkins.scenario(Scenario.PULL_ERROR);
        Build build = jenkins.pipeline("wait-fail-fast", "hopeless.jenkinsfile").run();

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("failFast: the deployment can no longer succeed")
                .contains("ROLLED_BACK: Ended early by failFast")
                .contains("CannotPullContainerError");
    }

    @Test
    void aNewerBuildThatAbortsThisOneNeverRollsBack() throws Exception {
        Job job = jenkins.pipeline("abort-previous", "abort-previous.jenkinsfile");
        Build first = job.start().waitForLine("BAKE_TIME");
        Build second = job.start().waitForLine("the second one");
        first.waitForEnd();
        second.waitForEnd();

        assertThat(first.result()).as(first.console()).isEqualTo("NOT_BUILT");
        assertThat(jenkins.simulator().operations()).doesNotContain("ecs:StopServiceDeployment");
    }

    @Test
    void failedPollsAreLoggedAndTheWaitContinues() throws Exception {
        Build build = jenkins.pipeline("wait-poll-error", "restart.jenkinsfile").start();
        build.waitForLine("BAKE_TIME");
        jenkins.simulator().faults().next(5, "ecs:DescribeServiceDeployments", Faults.serverError());
        build.waitForLine("AWS could not be asked");
        build.waitForEnd();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(jenkins.simulator().operations()).doesNotContain("ecs:StopServiceDeployment");
    }

    @Test
    void noThreadIsHeldByAWait() throws Exception {
        Build build = jenkins.pipeline("wait-threads", "restart.jenkinsfile").start();
        build.waitForLine("BAKE_TIME");
        String threads = jenkins.client()
                .script("println Thread.allStackTraces.findAll { thread, stack -> stack.any {"
                        + " it.className.startsWith('io.jenkins.plugins.ecsdeploy.jenkins.AwaitSteady') } }.keySet()");
        build.waitForEnd();

        assertThat(threads.strip()).isEqualTo("[]");
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
    }

    private String newest() {
        return clients.ecs()
                .listServiceDeployments(
                        request -> request.cluster(WebshopSeed.CLUSTER).service(WebshopSeed.SERVICE))
                .serviceDeployments()
                .get(0)
                .serviceDeploymentArn();
    }

    private void pauseAtTestTraffic() {
        DeploymentConfiguration now = clients.ecs()
                .describeServices(
                        request -> request.cluster(WebshopSeed.CLUSTER).services(WebshopSeed.SERVICE))
                .services()
                .get(0)
                .deploymentConfiguration();
        clients.ecs()
                .updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                        .service(WebshopSeed.SERVICE)
                        .deploymentConfiguration(now.toBuilder()
                                .lifecycleHooks(hook -> hook.targetType("PAUSE")
                                        .lifecycleStagesWithStrings("POST_TEST_TRAFFIC_SHIFT")
                                        .timeoutConfiguration(timeout ->
                                                timeout.timeoutInMinutes(600).action("ROLLBACK")))
                                .build()));
    }

    /** A second service, without a load balancer. */
    private void worker() {
        clients.ecs()
                .createService(request -> request.cluster(WebshopSeed.CLUSTER)
                        .serviceName("worker")
                        .taskDefinition("webshop")
                        .desiredCount(1)
                        .launchType("FARGATE")
                        .networkConfiguration(network -> network.awsvpcConfiguration(
                                vpc -> vpc.subnets("subnet-0aaa1111").securityGroups("sg-0ccc3333"))));
    }
}
