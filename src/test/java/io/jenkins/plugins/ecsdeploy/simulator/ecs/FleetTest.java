package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** Many services at once, asked for in batches. */
class FleetTest {

    private EcsTestBed bed;
    private List<String> services;
    private List<FleetSeed.Update> updates;

    @BeforeEach
    void plant() {
        bed = new EcsTestBed();
        FleetSeed fleet = new FleetSeed(bed.timeline, bed.api);
        services = fleet.plant(40);
        bed.passSeconds(120);
        updates = fleet.updateAll();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void tenServicesAreDescribedAtOnceEachWithItsNewDeployment() {
        assertThat(bed.ecs
                        .describeServices(
                                request -> request.cluster(FleetSeed.CLUSTER).services(services.subList(0, 10)))
                        .services())
                .extracting(service -> EcsTestBed.primary(service).id())
                .containsExactlyElementsOf(updates.subList(0, 10).stream()
                        .map(FleetSeed.Update::deployment)
                        .toList());
    }

    @Test
    void twentyDeploymentsAreDescribedAtOnceAndSucceed() {
        bed.passSeconds(400);
        List<String> arns = services.subList(0, 20).stream()
                .map(service -> bed.ecs
                        .listServiceDeployments(
                                request -> request.cluster(FleetSeed.CLUSTER).service(service))
                        .serviceDeployments()
                        .get(0)
                        .serviceDeploymentArn())
                .toList();

        assertThat(bed.ecs
                        .describeServiceDeployments(request -> request.serviceDeploymentArns(arns))
                        .serviceDeployments())
                .hasSize(20)
                .allSatisfy(one -> assertThat(one.status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL));
    }
}
