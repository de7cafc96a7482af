package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecr.Ecr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.model.Cluster;

/** "Test connection": who the credentials are, whether the cluster is there, and which reads are refused. */
final class ConnectionTest {

    private static final String WRITES =
            "Not tried, because they change something: ecr:PutImage and the layer uploads, ecs:RegisterTaskDefinition,"
                    + " ecs:UpdateService, ecs:StopServiceDeployment, iam:PassRole.";

    private final EcsDeployConfiguration configuration;

    ConnectionTest(EcsDeployConfiguration configuration) {
        this.configuration = configuration;
    }

    FormValidation run(DeploymentTarget target) {
        List<String> lines = new ArrayList<>();
        boolean refused = false;
        try (AwsClients clients = new AwsConnections(configuration).open(target)) {
            lines.add("Called AWS as " + clients.callerArn() + " in " + clients.region() + ".");
            if (target.getCluster() != null) {
                refused |= tried(lines, () -> cluster(clients, target.getCluster()));
            }
            refused |= tried(lines, () -> {
                new Ecr(clients).authorize();
                return "Logged in to the registry.";
            });
        } catch (EcsDeployException | java.io.IOException failed) {
            lines.add(failed.getMessage());
            refused = true;
        }
        lines.add(WRITES);
        String text = String.join("\n", lines);
        return refused ? FormValidation.error(text) : FormValidation.ok(text);
    }

    private static boolean tried(List<String> lines, Supplier<String> read) {
        try {
            lines.add(read.get());
            return false;
        } catch (EcsDeployException refused) {
            lines.add(refused.getMessage());
            return true;
        }
    }

    private static String cluster(AwsClients clients, String name) {
        List<Cluster> found = AwsCall.run(
                        "ecs:DescribeClusters",
                        "cluster " + name,
                        () -> clients.ecs().describeClusters(request -> request.clusters(name)))
                .clusters();
        if (found.isEmpty() || !"ACTIVE".equals(found.get(0).status())) {
            throw new NoSuchClusterException(name, clients.region());
        }
        return "Found the cluster " + name + ": "
                + found.get(0).activeServicesCount() + " services, "
                + found.get(0).runningTasksCount() + " running tasks.";
    }

    private static final class NoSuchClusterException extends EcsDeployException {

        private static final long serialVersionUID = 1L;

        NoSuchClusterException(String name, String region) {
            super("There is no active ECS cluster \"" + name + "\" in region " + region + ".");
        }
    }
}
