package io.jenkins.plugins.ecsdeploy.operations.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import io.jenkins.plugins.ecsdeploy.simulator.account.Surroundings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionTemplateException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Service;

/** Definitions of services that take values from AWS: applied with them, and shown without. */
class DefinitionReadsTest {

    private static final String WORKER = """
            serviceName: worker
            taskDefinition: webshop
            desiredCount: ${ssm:/shop/count}
            launchType: FARGATE
            networkConfiguration:
              awsvpcConfiguration:
                subnets: ["${cloudformation:network.SubnetA}", subnet-0bbb2222]
                securityGroups: ["${cloudformation:network.Group}"]
            deploymentConfiguration:
              maximumPercent: ${ssm:/shop/percent}
            tags:
              - {key: owner, value: "${ssm:/shop/owner}"}
            """;

    @TempDir
    Path folder;

    private AppliedShop shop;
    private Surroundings account;

    @BeforeEach
    void open() {
        shop = new AppliedShop(folder)
                .readable(ReadableNames.ofTarget("production", List.of("/shop"), List.of(), List.of("network")));
        account = shop.webshop.simulator.surroundings();
        account.parameter("/shop/count", "String", "1")
                .parameter("/shop/percent", "String", "150")
                .parameter("/shop/owner", "String", "somebody")
                .stack("network", "CREATE_COMPLETE", Map.of("SubnetA", "subnet-0aaa1111", "Group", "sg-0ccc3333"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aServiceIsCreatedWithTheValuesAndShownWithout() throws InterruptedException {
        ApplyService.Result created = shop.apply(WORKER);

        Service worker = shop.described("worker");
        assertThat(worker.desiredCount()).isEqualTo(1);
        assertThat(worker.networkConfiguration().awsvpcConfiguration().subnets())
                .containsExactlyInAnyOrder("subnet-0aaa1111", "subnet-0bbb2222");
        assertThat(created.updated().changes())
                .contains("desiredCount: (none) -> (hidden)", "launchType: (none) -> FARGATE")
                .noneMatch(line -> line.contains("subnet-") || line.contains("sg-") || line.contains("150"));
        assertThat(String.join("\n", shop.lines())).doesNotContain("subnet-0aaa1111", "sg-0ccc3333", "somebody");
    }

    @Test
    void theSameValuesChangeNothing() throws InterruptedException {
        shop.apply(WORKER);

        assertThat(shop.apply(WORKER).updated().changed()).isFalse();
    }

    @Test
    void changesAreMaskedOnBothSides() throws InterruptedException {
        shop.apply(WORKER);
        account.parameter("/shop/count", "String", "2")
                .parameter("/shop/percent", "String", "175")
                .parameter("/shop/owner", "String", "another")
                .stack("network", "UPDATE_COMPLETE", Map.of("SubnetA", "subnet-0ddd4444", "Group", "sg-0ccc3333"));

        assertThat(shop.dryRun(true).apply(WORKER).updated().changes())
                .containsExactlyInAnyOrder(
                        "desiredCount: (hidden) -> (hidden)",
                        "networkConfiguration.awsvpcConfiguration.subnets: (hidden) -> (hidden)",
                        "deploymentConfiguration.maximumPercent: (hidden) -> (hidden)",
                        "tags[owner]: (hidden) -> (hidden)");
        assertThat(String.join("\n", shop.lines())).doesNotContain("subnet-0", "175", "150", "somebody", "another");
    }

    @Test
    void driftIsMaskedToo() throws InterruptedException {
        shop.apply(WORKER);
        shop.webshop
                .clients
                .ecs()
                .updateService(request ->
                        request.cluster("rehearsal").service("worker").desiredCount(7));

        shop.apply(WORKER);
        assertThat(shop.lines())
                .contains("Drift, changed outside of this job and put back: desiredCount: (hidden) -> (hidden)");
    }

    @Test
    void aCountThatAutoScalingKeepsIsNotShownEither() throws InterruptedException {
        shop.apply(WORKER);
        shop.webshop.simulator.autoScaling().scale("service/rehearsal/worker");
        account.parameter("/shop/count", "String", "5");

        shop.apply(WORKER);
        assertThat(shop.lines())
                .contains("Kept the desired count 1, because Application Auto Scaling scales the service worker in"
                        + " cluster rehearsal");
    }

    @Test
    void whatCanNotBeReadIsReportedWithItsPlace() {
        shop.readable(ReadableNames.none());

        assertThatThrownBy(() -> shop.apply(WORKER))
                .isInstanceOfSatisfying(
                        TaskDefinitionTemplateException.class,
                        refused -> assertThat(refused.faults())
                                .hasSize(5)
                                .anySatisfy(fault -> assertThat(fault.toString())
                                        .startsWith("deploy/service.json:7:16"
                                                + " networkConfiguration.awsvpcConfiguration.subnets[0] no value for"
                                                + " ${cloudformation:network.SubnetA}: no deployment target goes with the step,"
                                                + " and only a target can list it.")));
        assertThat(shop.webshop.calls("cloudformation:DescribeStacks")).isZero();
    }
}
