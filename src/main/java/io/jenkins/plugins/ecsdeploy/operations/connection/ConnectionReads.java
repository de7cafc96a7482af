package io.jenkins.plugins.ecsdeploy.operations.connection;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/**
 * The reads of all operations (docs/iam.md), each as the smallest call there is: about a service of the cluster if one
 * may be listed, else about names that don't exist.
 */
final class ConnectionReads {

    private static final String NOTHING = "connection-test";

    /**
     * @param usedFor continues the words "needed for"
     * @param optional whether deployments can do without it
     */
    record Read(String action, String subject, String usedFor, boolean optional, Runnable call) {}

    private final AwsClients clients;
    private final Optional<String> cluster;
    private final Optional<String> service;
    /** {@code arn:PARTITION:ecs:REGION:ACCOUNT:} of the caller's account. */
    private final String ecsArn;

    /** @param caller ARN of the caller */
    ConnectionReads(AwsClients clients, String caller, Optional<String> cluster) {
        this.clients = clients;
        this.cluster = cluster;
        Arn known = Arn.parse(caller).orElseThrow();
        ecsArn = new Arn(known.partition(), "ecs", clients.region(), known.account(), "").toString();
        service = cluster.flatMap(this::anyService);
    }

    /** What the reads were about, continues the word "allowed". */
    String triedOn() {
        return cluster.isEmpty()
                ? ""
                : service.map(name -> " (tried on service " + name + "; a policy may name others)")
                        .orElse(" (tried on names that don't exist; a policy may name others)");
    }

    List<Read> all() {
        List<Read> reads = new ArrayList<>();
        cluster.ifPresent(name -> ofCluster(reads, name, service.orElse(NOTHING)));
        ofTaskDefinitions(reads);
        ofRepositories(reads);
        ofCauses(reads);
        return reads;
    }

    private void ofCluster(List<Read> reads, String name, String of) {
        EcsClient ecs = clients.ecs();
        String subject = "service " + of + " in cluster " + name;
        String path = Arn.name(name) + "/" + of + "/";
        needed(
                reads,
                "ecs:DescribeServices",
                subject,
                "updateService and awaitSteady",
                () -> ecs.describeServices(request -> request.cluster(name).services(of)));
        needed(
                reads,
                "ecs:ListServiceDeployments",
                subject,
                "awaitSteady",
                () -> ecs.listServiceDeployments(
                        request -> request.cluster(name).service(of).maxResults(1)));
        needed(
                reads,
                "ecs:DescribeServiceDeployments",
                subject,
                "awaitSteady",
                () -> ecs.describeServiceDeployments(request -> request.serviceDeploymentArns(
                        ecsArn + "service-deployment/" + path + "AAAAAAAAAAAAAAAAAAAAA")));
        needed(
                reads,
                "ecs:DescribeServiceRevisions",
                subject,
                "awaitSteady, which compares image digests",
                () -> ecs.describeServiceRevisions(
                        request -> request.serviceRevisionArns(ecsArn + "service-revision/" + path + "1")));
        optional(
                reads,
                "ecs:ListTasks",
                subject,
                "explaining why tasks failed",
                () -> ecs.listTasks(
                        request -> request.cluster(name).serviceName(of).maxResults(1)));
        optional(
                reads,
                "ecs:DescribeTasks",
                subject,
                "explaining why tasks failed",
                () -> ecs.describeTasks(request -> request.cluster(name).tasks("00000000000000000000000000000000")));
        optional(
                reads,
                "ecs:ListServices",
                "cluster " + name,
                "keepRevisions, and for this test",
                () -> ecs.listServices(request -> request.cluster(name).maxResults(1)));
    }

    private void ofTaskDefinitions(List<Read> reads) {
        EcsClient ecs = clients.ecs();
        needed(
                reads,
                "ecs:DescribeTaskDefinition",
                "family " + NOTHING,
                "registerTaskDefinition",
                () -> ecs.describeTaskDefinition(request -> request.taskDefinition(NOTHING)));
        optional(
                reads,
                "ecs:ListTaskDefinitions",
                "family " + NOTHING,
                "keepRevisions",
                () -> ecs.listTaskDefinitions(
                        request -> request.familyPrefix(NOTHING).maxResults(1)));
    }

    private void ofRepositories(List<Read> reads) {
        needed(
                reads,
                "ecr:GetAuthorizationToken",
                "the registry",
                "ecrPush",
                () -> clients.ecr().getAuthorizationToken());
        needed(
                reads,
                "ecr:DescribeRepositories",
                "repository " + NOTHING,
                "ecrPush",
                () -> clients.ecr().describeRepositories(request -> request.repositoryNames(NOTHING)));
    }

    private void ofCauses(List<Read> reads) {
        ElasticLoadBalancingV2Client elb = clients.elb();
        String checks = "checks of blue/green services before they are updated";
        optional(
                reads,
                "elasticloadbalancing:DescribeTargetGroups",
                "all target groups",
                checks,
                () -> elb.describeTargetGroups(request -> request.pageSize(1)));
        optional(
                reads,
                "elasticloadbalancing:DescribeTargetHealth",
                "target group " + NOTHING,
                "explaining why targets are unhealthy",
                () -> elb.describeTargetHealth(
                        request -> request.targetGroupArn(ecsArn.replace(":ecs:", ":elasticloadbalancing:")
                                + "targetgroup/" + NOTHING + "/0000000000000000")));
        optional(
                reads,
                "logs:GetLogEvents",
                "log group " + NOTHING,
                "the last lines of a container that failed",
                () -> clients.logs()
                        .getLogEvents(request -> request.logGroupName(NOTHING)
                                .logStreamName(NOTHING)
                                .limit(1)));
        optional(
                reads,
                "codedeploy:GetDeploymentGroup",
                "application " + NOTHING,
                "services that CodeDeploy deploys",
                () -> clients.codeDeploy()
                        .getDeploymentGroup(
                                request -> request.applicationName(NOTHING).deploymentGroupName(NOTHING)));
    }

    private static void needed(List<Read> reads, String action, String subject, String usedFor, Runnable call) {
        reads.add(new Read(action, subject, usedFor, false, call));
    }

    private static void optional(List<Read> reads, String action, String subject, String usedFor, Runnable call) {
        reads.add(new Read(action, subject, usedFor, true, call));
    }

    private Optional<String> anyService(String name) {
        try {
            return AwsCall.run(
                            "ecs:ListServices",
                            "cluster " + name,
                            () -> clients.ecs()
                                    .listServices(
                                            request -> request.cluster(name).maxResults(1)))
                    .serviceArns()
                    .stream()
                    .findFirst()
                    .map(arn -> Arn.name(arn));
        } catch (AwsCallException refused) {
            return Optional.empty(); // reported when it is tried
        }
    }
}
