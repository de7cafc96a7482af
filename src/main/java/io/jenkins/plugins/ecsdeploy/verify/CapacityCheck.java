package io.jenkins.plugins.ecsdeploy.verify;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;

/** Whether the cluster has the capacity providers, and the container instances the room, that a deployment takes. */
final class CapacityCheck implements SetupCheck {

    private static final String CLUSTERS = "ecs:DescribeClusters";
    private static final String INSTANCES = "ecs:DescribeContainerInstances";

    private final AwsClients clients;

    CapacityCheck(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public void run(VerifiedService verified, VerifyReport report) throws InterruptedException {
        String cluster = verified.ref().cluster();
        report.look("the cluster " + cluster, () -> cluster(verified, report));
        if ("EC2".equals(verified.service().launchTypeAsString())) {
            report.look("the container instances of " + cluster, () -> instances(verified, report));
        }
    }

    private void cluster(VerifiedService verified, VerifyReport report) {
        String name = verified.ref().cluster();
        Optional<Cluster> cluster = AwsCall.run(
                        CLUSTERS,
                        "cluster " + name,
                        () -> clients.ecs().describeClusters(request -> request.clusters(name)))
                .clusters()
                .stream()
                .findFirst();
        if (cluster.isEmpty()) {
            return; // the service could not have been read
        }
        for (CapacityProviderStrategyItem item : verified.service().capacityProviderStrategy()) {
            if (!cluster.get().capacityProviders().contains(item.capacityProvider())) {
                report.fault(
                        CLUSTERS,
                        "the service runs on the capacity provider " + item.capacityProvider()
                                + ", which the cluster " + name + " does not have: associate it with the cluster"
                                + " (PutClusterCapacityProviders)");
            }
        }
    }

    private void instances(VerifiedService verified, VerifyReport report) {
        String cluster = verified.ref().cluster();
        List<String> arns = AwsCall.run(
                        "ecs:ListContainerInstances",
                        "cluster " + cluster,
                        () -> clients.ecs()
                                .listContainerInstances(
                                        request -> request.cluster(cluster).status("ACTIVE")))
                .containerInstanceArns();
        int room = 0;
        if (!arns.isEmpty()) {
            List<ContainerInstance> instances = AwsCall.run(
                            INSTANCES,
                            "cluster " + cluster,
                            () -> clients.ecs()
                                    .describeContainerInstances(
                                            request -> request.cluster(cluster).containerInstances(arns)))
                    .containerInstances();
            for (ContainerInstance instance : instances) {
                room += verified.size().fits(instance);
            }
        }
        int needed = verified.addedTasks();
        if (room < needed) {
            report.fault(
                    INSTANCES,
                    "the container instances of cluster " + cluster + " have room for " + room + " more tasks of "
                            + verified.revision() + ", and the deployment starts " + needed
                            + " beside those that run: add instances, or free some");
        }
    }
}
