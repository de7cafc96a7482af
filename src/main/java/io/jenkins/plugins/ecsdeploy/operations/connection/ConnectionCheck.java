package io.jenkins.plugins.ecsdeploy.operations.connection;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException.Kind;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.operations.connection.ConnectionReads.Use;
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

    /** What a refusal means. */
    public enum Verdict {
        GOOD,
        /** Something was refused that a policy may allow for the resources that jobs use, or that deployments can do without. */
        WARNING,
        /** Deployments can't work. */
        BAD
    }

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
     * @param lines for the person who runs the test: a few
     * @param details what else was found out, such as the names of all reads that are allowed
     */
    public record Report(Verdict verdict, List<String> lines, List<String> details) {

        public Report {
            lines = List.copyOf(lines);
            details = List.copyOf(details);
        }
    }

    public Report run() {
        List<String> lines = new ArrayList<>();
        List<String> details = new ArrayList<>();
        Verdict verdict;
        try {
            String caller = clients.callerArn();
            lines.add("Called AWS as " + caller + " in " + clients.region() + ".");
            boolean found = true;
            if (cluster.isPresent()) {
                found = cluster(cluster.get(), lines);
            } else {
                lines.add("No cluster is named, so of ECS only task definitions were tried.");
            }
            verdict = reads(new ConnectionReads(clients, caller, found ? cluster : Optional.empty()), lines, details);
            if (!found) {
                verdict = Verdict.BAD;
            }
        } catch (EcsDeployException failed) {
            verdict = Verdict.BAD;
            lines.add(failed.getMessage());
        }
        details.add(WRITES);
        return new Report(verdict, lines, details);
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

    private static Verdict reads(ConnectionReads reads, List<String> lines, List<String> details) {
        List<String> allowed = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        Verdict verdict = Verdict.GOOD;
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
                        refused.add(refusal(read, failed));
                        Verdict of = read.use() == Use.ALWAYS ? Verdict.BAD : Verdict.WARNING;
                        verdict = of.compareTo(verdict) > 0 ? of : verdict;
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
        return verdict;
    }

    private static String refusal(ConnectionReads.Read read, AwsCallException failed) {
        String need = " It is needed for " + read.usedFor();
        return switch (read.use()) {
            case ALWAYS -> failed.getMessage() + need + ", and can't be limited to resources.";
            case OF_RESOURCES ->
                read.action() + " is refused for the " + read.subject()
                        + ", which is right if the policy names other resources. It is needed for " + read.usedFor()
                        + ". "
                        + failed.getMessage();
            case OPTIONAL -> failed.getMessage() + need + "; deployments can do without it.";
        };
    }
}
