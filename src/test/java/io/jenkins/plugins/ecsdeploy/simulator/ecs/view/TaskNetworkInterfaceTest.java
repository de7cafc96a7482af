package io.jenkins.plugins.ecsdeploy.simulator.ecs.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsTestBed;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Task;

class TaskNetworkInterfaceTest {

    private EcsTestBed bed;

    @BeforeEach
    void deploy() {
        bed = new EcsTestBed();
        bed.seed().strategy(WebshopSeed.Strategy.ROLLING).plant();
        bed.deployNewRevision();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aProvisioningTaskHasNoAddressYet() {
        bed.passSeconds(5);

        assertThat(newest().lastStatus()).isEqualTo("PROVISIONING");
        assertThat(attachment().status()).isEqualTo("PRECREATED");
        assertThat(attachment().details()).containsOnlyKeys("subnetId");
        assertThat(newest().containers().get(0).networkInterfaces()).isEmpty();
    }

    @Test
    void aRunningTaskIsReachedThroughItsNetworkInterface() {
        bed.passSeconds(45);

        assertThat(newest().lastStatus()).isEqualTo("RUNNING");
        assertThat(attachment().status()).isEqualTo("ATTACHED");
        assertThat(attachment().details())
                .containsKeys("networkInterfaceId", "macAddress", "privateIPv4Address")
                .extractingByKey("subnetId")
                .isIn("subnet-0aaa1111", "subnet-0bbb2222");
        assertThat(newest().containers())
                .flatExtracting(container -> container.networkInterfaces())
                .allSatisfy(network -> {
                    assertThat(network.attachmentId()).isEqualTo(attachment().id());
                    assertThat(network.privateIpv4Address())
                            .isEqualTo(attachment().details().get("privateIPv4Address"));
                });
    }

    private record Shown(String id, String status, Map<String, String> details) {}

    private Shown attachment() {
        Attachment only = newest().attachments().get(0);
        assertThat(only.type()).isEqualTo("ElasticNetworkInterface");
        return new Shown(
                only.id(),
                only.status(),
                only.details().stream().collect(Collectors.toMap(KeyValuePair::name, KeyValuePair::value)));
    }

    private Task newest() {
        var arns = bed.ecs
                .listTasks(request -> request.cluster(WebshopSeed.CLUSTER).serviceName(WebshopSeed.SERVICE))
                .taskArns();
        return bed
                .ecs
                .describeTasks(request -> request.cluster(WebshopSeed.CLUSTER).tasks(arns))
                .tasks()
                .stream()
                .max(Comparator.comparing(Task::createdAt))
                .orElseThrow();
    }
}
