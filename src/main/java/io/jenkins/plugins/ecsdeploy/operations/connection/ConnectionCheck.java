package io.jenkins.plugins.ecsdeploy.operations.connection;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException.Kind;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Cluster;

/**
 * Tries the reads of the operations, call by call, and says which IAM actions are missing. It changes nothing. An answer
 * that something does not exist counts as allowed: AWS checks permissions first.
 */
public final class ConnectionCheck {

    private static final String WRITES =
            "Not tried, because they change something: the uploads of an image (ecr:InitiateLayerUpload,"
                    + " ecr:UploadLayerPart, ecr:CompleteLayerUpload, ecr:PutImage), ecr:CreateRepository,"
                    + " ecs:RegisterTaskDefinition, ecs:DeregisterTaskDefinition, iam:PassRole, ecs:UpdateService,"
                    + " ecs:StopServiceDeployment, ecs:ContinueServiceDeployment, codedeploy:CreateDeployment.";

    private final AwsClients clients;
    private final Optional<String> cluster;

    /** @param cluster name or ARN; empty: only what needs no cluster is tried */
    public ConnectionCheck(AwsClients clients, Optional<String> cluster) {
        this.clients = clients;
        this.cluster = cluster;
    }

    /**
     * The result.
     *
     * @param good whether everything that every deployment needs is allowed
     * @param lines for the person who runs the test: a few
     * @param details what else was found out, such as the names of all reads that are allowed
     */
    public record Report(boolean good, List<String> lines, List<String> details) {

        public Report {
            lines = List.copyOf(lines);
            details = List.copyOf(details);
        }
    }

    public Report run() {
        List<String> lines = new ArrayList<>();
        List<String> details = new ArrayList<>();
        boolean good = true;
        try {
            String caller = clients.callerArn();
            lines.add("Called AWS as " + caller + " in " + clients.region() + ".");
            if (cluster.isPresent()) {
                good = cluster(cluster.get(), lines);
            } else {
                lines.add("No cluster is named, so of ECS only task definitions were tried.");
            }
            good &= reads(new ConnectionReads(clients, caller, good ? cluster : Optional.empty()), lines, details);
        } catch (EcsDeployException failed) {
            good = false;
            lines.add(failed.getMessage());
        }
        details.add(WRITES);
        return new Report(good, lines, details);
    }

    private boolean cluster(String name, List<String> lines) {
        List<Cluster> found;
        try {
            found = AwsCall.run(
                            "ecs:DescribeClusters",
                            "cluster " + name,
                            () -> clients.ecs().describeClusters(request -> request.clusters(name)))
                    .clusters();
        } catch (AwsCallException failed) {
            if (failed.kind() != Kind.ACCESS_DENIED) {
                throw failed;
            }
            lines.add("It is unknown whether the cluster " + name + " exists; only this test asks. "
                    + failed.getMessage());
            return true;
        }
        if (found.isEmpty() || !"ACTIVE".equals(found.get(0).status())) {
            lines.add("There is no active ECS cluster \"" + name + "\" in region " + clients.region() + ".");
            return false;
        }
        lines.add("Found the cluster " + name + ": " + counted(found.get(0).activeServicesCount(), "service") + ", "
                + counted(found.get(0).runningTasksCount(), "running task") + ".");
        return true;
    }

    private static String counted(Integer number, String what) {
        return number + " " + what + (Integer.valueOf(1).equals(number) ? "" : "s");
    }

    private static boolean reads(ConnectionReads reads, List<String> lines, List<String> details) {
        List<String> allowed = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        boolean good = true;
        for (ConnectionReads.Read read : reads.all()) {
            try {
                AwsCall.run(read.action(), read.subject(), () -> {
                    read.call().run();
                    return null;
                });
                allowed.add(read.action());
            } catch (AwsCallException failed) {
                switch (failed.kind()) {
                    case REFUSED -> allowed.add(read.action());
                    case ACCESS_DENIED -> {
                        good &= read.optional();
                        refused.add(failed.getMessage() + " It is needed for " + read.usedFor() + ".");
                    }
                    default -> throw failed;
                }
            }
        }
        lines.add(
                refused.isEmpty()
                        ? "All " + allowed.size() + " reads are allowed."
                        : allowed.size() + " reads are allowed, " + refused.size() + " refused:");
        lines.addAll(refused);
        details.add("Reads that are allowed" + reads.triedOn() + ": " + String.join(", ", allowed) + ".");
        return good;
    }
}
