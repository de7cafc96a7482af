package io.jenkins.plugins.ecsdeploy.simulator.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsTestBed;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** Many services at once, asked for in batches. */
class FleetTest {

    private EcsTestBed bed;
    private FleetSeed fleet;
    private List<String> services;
    private List<FleetSeed.Update> updates;

    @BeforeEach
    void start() {
        bed = new EcsTestBed();
        fleet = new FleetSeed(bed.timeline, bed.api, new FleetBalancer(AwsAccount.EXAMPLE, bed.loadBalancing));
    }

    private void plantAndUpdate() {
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
        plantAndUpdate();
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
        plantAndUpdate();
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

    @Test
    void aSteadyFleetNeedsNoTimeToStart() {
        services = fleet.plantSteady(3);
        fleet.update(services.get(1));
        bed.passSeconds(10);

        assertThat(fleet.stages()).containsOnly(entry("SUCCESSFUL", 2L), entry("IN_PROGRESS", 1L));
        bed.passSeconds(400);
        assertThat(fleet.ends().get(services.get(1))).isAfter(EcsTestBed.START);
    }

    @Test
    void aBlueGreenFleetBakes() {
        services = fleet.plantBlueGreen(3, 5);
        fleet.updateAll();
        bed.passSeconds(300);

        assertThat(fleet.stages()).containsOnly(entry("BAKE_TIME", 3L));
        bed.passSeconds(600);
        assertThat(fleet.stages()).containsOnly(entry("SUCCESSFUL", 3L));
    }
}
