package io.jenkins.plugins.ecsdeploy.operations.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Service;

/** A service that is created from its definition, and brought back to it. */
class ApplyServiceTest {

    private static final String WORKER = """
            serviceName: worker
            taskDefinition: webshop
            desiredCount: ${COUNT}
            launchType: FARGATE
            networkConfiguration:
              awsvpcConfiguration:
                subnets: [subnet-0aaa1111, subnet-0bbb2222]
                securityGroups: [sg-0ccc3333]
            """;

    @TempDir
    Path folder;

    private AppliedShop shop;

    @BeforeEach
    void open() {
        shop = new AppliedShop(folder);
        shop.values(Map.of("COUNT", "1"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aServiceThatIsMissingIsCreatedAndFollowed() throws InterruptedException {
        ApplyService.Result result = shop.apply(WORKER);

        assertThat(result.created()).isTrue();
        UpdatedService created = result.updated();
        assertThat(created.deployment()).isPresent();
        assertThat(created.taskDefinition()).endsWith(":task-definition/webshop:1");
        assertThat(shop.lines())
                .contains(
                        "Creating the service worker in cluster rehearsal:",
                        "Change: desiredCount: (none) -> 1",
                        "Change: launchType: (none) -> FARGATE",
                        "Created the service worker in cluster rehearsal",
                        "Started deployment " + created.deployment().get());
        ServiceResult end = shop.webshop.service("rehearsal", "worker").await(created, Until.COMPLETE);
        assertThat(end.outcome()).contains(Outcome.SUCCEEDED);
    }

    @Test
    void whatEcsDescribesDiffersInNothingTwiceInARow() throws InterruptedException {
        shop.apply(WORKER);
        for (int time = 0; time < 2; time++) {
            ApplyService.Result again = shop.apply(WORKER);

            assertThat(again.created()).isFalse();
            assertThat(again.updated().changed()).isFalse();
            assertThat(shop.lines())
                    .containsExactly("Unchanged: the service worker in cluster rehearsal is as its definition says");
        }
        assertThat(shop.webshop.calls("ecs:UpdateService")).isZero();
        assertThat(shop.webshop.calls("ecs:CreateService")).isEqualTo(1);
    }

    @Test
    void aServiceThatWasMadeElsewhereDiffersInNothing() throws InterruptedException {
        shop.values(Map.of());
        ApplyService.Result result = shop.apply(shop.webshopDefinition());

        assertThat(shop.lines())
                .containsExactly("Unchanged: the service webshop in cluster rehearsal is as its definition says");
        assertThat(result.updated().changed()).isFalse();
    }

    @Test
    void onlyWhatDiffersIsSent() throws InterruptedException {
        shop.apply(WORKER);
        ApplyService.Result result = shop.values(Map.of("COUNT", "3")).apply(WORKER);

        assertThat(result.updated().changes()).containsExactly("desiredCount: 1 -> 3");
        assertThat(result.updated().deployment()).isEmpty();
        assertThat(shop.lines()).containsExactly("Change: desiredCount: 1 -> 3");
        assertThat(shop.described("worker").desiredCount()).isEqualTo(3);
    }

    @Test
    void aChangedNetworkStartsADeployment() throws InterruptedException {
        shop.apply(WORKER);
        ApplyService.Result result = shop.apply(WORKER.replace("[sg-0ccc3333]", "[sg-0ccc3333, sg-0ddd4444]"));

        assertThat(result.updated().changes())
                .containsExactly("networkConfiguration.awsvpcConfiguration.securityGroups:"
                        + " [\"sg-0ccc3333\"] -> [\"sg-0ccc3333\",\"sg-0ddd4444\"]");
        assertThat(result.updated().deployment()).isPresent();
        assertThat(shop.webshop
                        .service("rehearsal", "worker")
                        .await(result.updated(), Until.COMPLETE)
                        .outcome())
                .contains(Outcome.SUCCEEDED);
    }

    @Test
    void otherCapacityIsDeployedAsEcsRequires() throws InterruptedException {
        shop.apply(WORKER);
        String spot = WORKER.replace(
                "launchType: FARGATE", "capacityProviderStrategy: [{capacityProvider: FARGATE_SPOT, weight: 1}]");
        ApplyService.Result result = shop.apply(spot);

        assertThat(result.updated().deployment()).isPresent();
        assertThat(shop.described("worker").capacityProviderStrategy())
                .singleElement()
                .satisfies(item -> assertThat(item.capacityProvider()).isEqualTo("FARGATE_SPOT"));
        assertThat(shop.apply(spot).updated().changed()).isFalse();
    }

    @Test
    void aDryRunChangesNothing() throws InterruptedException {
        ApplyService.Result creation = shop.dryRun(true).apply(WORKER);
        assertThat(creation.created()).isTrue();
        assertThat(shop.lines())
                .contains(
                        "Would create the service worker in cluster rehearsal:",
                        "Would change: desiredCount: (none) -> 1")
                .endsWith("Dry run: nothing was changed");
        shop.apply(shop.values(Map.of()).definition("webshop", "BLUE_GREEN", 4));

        assertThat(shop.lines()).containsExactly("Would change: desiredCount: 2 -> 4", "Dry run: nothing was changed");
        assertThat(shop.webshop.calls("ecs:CreateService")).isZero();
        assertThat(shop.webshop.calls("ecs:UpdateService")).isZero();
    }

    @Test
    void whatSomebodyElseChangedIsDrift() throws InterruptedException {
        shop.apply(WORKER);
        shop.webshop
                .clients
                .ecs()
                .updateService(request ->
                        request.cluster("rehearsal").service("worker").desiredCount(7));
        ApplyService.Result result = shop.apply(WORKER.replace("FARGATE", "FARGATE\nenableExecuteCommand: true"));

        assertThat(shop.lines())
                .containsExactly(
                        "Drift, changed outside of this job and put back: desiredCount: 7 -> 1",
                        "Change: enableExecuteCommand: false -> true");
        assertThat(result.updated().changes())
                .containsExactly("desiredCount: 7 -> 1", "enableExecuteCommand: false -> true");
    }

    @Test
    void whatIsIgnoredStays() throws InterruptedException {
        shop.apply(WORKER);
        ApplyService.Result result =
                shop.values(Map.of("COUNT", "9")).ignoring("desiredCount").apply(WORKER);

        assertThat(result.updated().changed()).isFalse();
        assertThat(shop.described("worker").desiredCount()).isEqualTo(1);
        assertThatThrownBy(() -> shop.ignoring("desiredcount").apply(WORKER))
                .isInstanceOf(EcsDeployException.class)
                .hasMessage(
                        "applyService: ignore: \"desiredcount\" is no member of a service that UpdateService changes;"
                                + " did you mean desiredCount?");
    }

    @Test
    void aScaledServiceKeepsItsCountByItself() throws InterruptedException {
        shop.apply(WORKER);
        shop.webshop.simulator.autoScaling().scale("service/rehearsal/worker");
        ApplyService.Result result = shop.values(Map.of("COUNT", "9")).apply(WORKER);

        assertThat(result.updated().changed()).isFalse();
        assertThat(shop.lines())
                .contains("Kept the desired count 1 (the definition has 9), because Application Auto Scaling scales the"
                        + " service worker in cluster rehearsal");
    }

    @Test
    void scalingThatMayNotBeReadIsSaid() throws InterruptedException {
        shop.apply(WORKER);
        shop.webshop.simulator.faults().deny("application-autoscaling:DescribeScalableTargets");
        ApplyService.Result result = shop.values(Map.of("COUNT", "2")).apply(WORKER);

        assertThat(result.updated().changed()).isTrue();
        assertThat(shop.lines().get(0))
                .startsWith("It is unknown whether Application Auto Scaling scales the service worker")
                .contains("Missing IAM action: application-autoscaling:DescribeScalableTargets");
    }

    @Test
    void swappedTargetGroupsAreNotPutBack() throws InterruptedException {
        Service before = shop.described("webshop");
        String blue = before.loadBalancers().get(0).targetGroupArn();
        String green = before.loadBalancers().get(0).advancedConfiguration().alternateTargetGroupArn();
        String swapped = shop.webshopDefinition()
                .replace(blue, "(blue)")
                .replace(green, blue)
                .replace("(blue)", green);
        ApplyService.Result same = shop.values(Map.of()).apply(swapped);
        assertThat(same.updated().changed()).isFalse();

        shop.apply(swapped.replace(
                before.loadBalancers().get(0).advancedConfiguration().roleArn(),
                "arn:aws:iam::123456789012:role/other"));
        Service after = shop.described("webshop");
        assertThat(after.loadBalancers().get(0).targetGroupArn()).isEqualTo(blue);
        assertThat(after.loadBalancers().get(0).advancedConfiguration().roleArn())
                .endsWith("role/other");
    }

    @Test
    void aServiceThatDrainsIsWaitedFor() throws InterruptedException {
        ApplyService.Result first = shop.apply(WORKER);
        shop.webshop.service("rehearsal", "worker").await(first.updated(), Until.COMPLETE);
        shop.webshop
                .clients
                .ecs()
                .deleteService(request ->
                        request.cluster("rehearsal").service("worker").force(true));
        ApplyService.Result again = shop.apply(WORKER);

        assertThat(again.created()).isTrue();
        assertThat(shop.lines().get(0))
                .isEqualTo(
                        "The service worker in cluster rehearsal is DRAINING: it was deleted. Waiting until its tasks"
                                + " have stopped, because ECS creates no service of that name before");
    }

    @Test
    void aLostAnswerCreatesOneService() throws InterruptedException {
        shop.webshop.simulator.faults().next(2, "ecs:CreateService", Faults.answerLost());
        ApplyService.Result result = shop.apply(WORKER);

        assertThat(result.created()).isTrue();
        assertThat(result.updated().deployment()).isPresent();
        assertThat(shop.described("worker").status()).isEqualTo("ACTIVE");
    }

    @Test
    void anUpdateWhoseAnswerIsLostIsNotSentTwice() throws InterruptedException {
        shop.apply(WORKER);
        shop.webshop.simulator.faults().next(1, "ecs:UpdateService", Faults.answerLost());
        ApplyService.Result result = shop.apply(WORKER.replace("[sg-0ccc3333]", "[sg-0ddd4444]"));

        assertThat(result.updated().deployment()).isPresent();
        assertThat(shop.webshop.calls("ecs:UpdateService")).isEqualTo(1);
    }

    @Test
    void tagsAreSetBesideThoseOfOthers() throws InterruptedException {
        shop.tags(Map.of("team", "shop"));
        shop.apply(WORKER + "tags: [{key: cost, value: '7'}]\n");
        ApplyService.Result result = shop.apply(WORKER + "tags: [{key: cost, value: '8'}]\n");

        assertThat(result.updated().changes()).containsExactly("tags[cost]: 7 -> 8");
        assertThat(shop.apply(WORKER + "tags: [{key: cost, value: '8'}]\n")
                        .updated()
                        .changed())
                .isFalse();
        assertThat(shop.webshop
                        .clients
                        .ecs()
                        .describeServices(request ->
                                request.cluster("rehearsal").services("worker").includeWithStrings("TAGS"))
                        .services()
                        .get(0)
                        .tags())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactlyInAnyOrder("cost=8", "team=shop");
    }

    @Test
    void theStepsTaskDefinitionWins() throws InterruptedException {
        String second = shop.webshop.register("nginx:2", false).arn().orElseThrow();
        shop.apply(WORKER);
        assertThat(shop.described("worker").taskDefinition()).isEqualTo(second);
        ApplyService.Result result = shop.taskDefinition("webshop:1").apply(WORKER);

        assertThat(result.updated().taskDefinition()).endsWith("webshop:1");
        assertThat(result.updated().previousTaskDefinition()).isEqualTo(second);
    }

    @Test
    void pauseHooksOfBuildsAreNoDrift() throws InterruptedException {
        String arn = shop.webshop.register("nginx:2", false).arn().orElseThrow();
        shop.webshop.pauseAt("POST_TEST_TRAFFIC_SHIFT").update(arn);
        ApplyService.Result result = shop.values(Map.of()).apply(shop.webshopDefinition());
        assertThat(result.updated().changed()).isFalse();

        shop.apply(shop.webshopDefinition().replace("\"strategy\"", """
                "lifecycleHooks": [{"hookTargetArn": "arn:aws:lambda:us-east-1:123456789012:function:smoke",
                    "roleArn": "arn:aws:iam::123456789012:role/hook", "lifecycleStages": ["POST_SCALE_UP"]}],
                "strategy\""""));
        assertThat(shop.described("webshop").deploymentConfiguration().lifecycleHooks())
                .hasSize(2);
    }

    @Test
    void theWebshopIsDeployedBlueGreenAsBefore() throws InterruptedException {
        Webshop webshop = shop.webshop;
        UpdatedService updated =
                webshop.update(webshop.register("nginx:2", false).arn().orElseThrow());
        webshop.await(updated, Until.COMPLETE);
        webshop.clock.advance(Duration.ofMinutes(1));

        assertThat(shop.values(Map.of())
                        .apply(shop.webshopDefinition())
                        .updated()
                        .changed())
                .isFalse();
    }
}
