package io.jenkins.plugins.ecsdeploy.operations.connection;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/**
 * The reads of all operations (docs/iam.md), each as the smallest call there is: about a service of the cluster if one
 * may be listed, else about names that don't exist.
 */
final class ConnectionReads {

    private static final String NOTHING = "connection-test";
    private static final String NO_DIGEST = "sha256:" + "0".repeat(64);
    private static final String NO_DEPLOYMENT = "d-000000000";

    /** How much a refusal matters (docs/iam.md, from the service authorization reference). */
    enum Use {
        /** Deployments need it, and a policy can't limit it to resources. */
        ALWAYS,
        /** A policy may name resources: those that jobs use, which are not known here. */
        OF_RESOURCES,
        /** Deployments can do without it. */
        OPTIONAL
    }

    /** @param usedFor continues the words "needed for" */
    record Read(String action, String subject, String usedFor, Use use, Runnable call) {}

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
        ofLoadBalancers(reads);
        ofOthers(reads);
        return reads;
    }

    private void ofCluster(List<Read> reads, String name, String of) {
        EcsClient ecs = clients.ecs();
        String subject = "service " + of + " in cluster " + name;
        String path = Arn.name(name) + "/" + of + "/";
        add(
                reads,
                "ecs:DescribeServices",
                subject,
                "updateService and awaitSteady",
                () -> ecs.describeServices(request -> request.cluster(name).services(of)));
        add(
                reads,
                "ecs:ListServiceDeployments",
                subject,
                "awaitSteady",
                () -> ecs.listServiceDeployments(
                        request -> request.cluster(name).service(of).maxResults(1)));
        add(
                reads,
                "ecs:DescribeServiceDeployments",
                subject,
                "awaitSteady",
                () -> ecs.describeServiceDeployments(request -> request.serviceDeploymentArns(
                        ecsArn + "service-deployment/" + path + "AAAAAAAAAAAAAAAAAAAAA")));
        add(
                reads,
                "ecs:DescribeServiceRevisions",
                subject,
                "awaitSteady, which compares image digests",
                () -> ecs.describeServiceRevisions(
                        request -> request.serviceRevisionArns(ecsArn + "service-revision/" + path + "1")));
        add(
                reads,
                "ecs:ListTasks",
                subject,
                "explaining why tasks failed",
                () -> ecs.listTasks(
                        request -> request.cluster(name).serviceName(of).maxResults(1)));
        add(
                reads,
                "ecs:DescribeTasks",
                subject,
                "explaining why tasks failed",
                () -> ecs.describeTasks(request -> request.cluster(name).tasks("00000000000000000000000000000000")));
        String instances = "warning of instances that can't run images compressed with zstd";
        optional(
                reads,
                "ecs:ListContainerInstances",
                "cluster " + name,
                instances,
                () -> ecs.listContainerInstances(
                        request -> request.cluster(name).maxResults(1)));
        optional(
                reads,
                "ecs:DescribeContainerInstances",
                "cluster " + name,
                instances,
                () -> ecs.describeContainerInstances(
                        request -> request.cluster(name).containerInstances("00000000000000000000000000000000")));
        optional(
                reads,
                "ecs:ListServices",
                "cluster " + name,
                "keepRevisions, and for this test",
                () -> ecs.listServices(request -> request.cluster(name).maxResults(1)));
    }

    private void ofTaskDefinitions(List<Read> reads) {
        EcsClient ecs = clients.ecs();
        always(
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
        EcrClient ecr = clients.ecr();
        String subject = "repository " + NOTHING;
        String layers = "ecrPush of an archive, to reuse layers";
        always(reads, "ecr:GetAuthorizationToken", "registry", "ecrPush", () -> ecr.getAuthorizationToken());
        add(
                reads,
                "ecr:DescribeRepositories",
                subject,
                "ecrPush",
                () -> ecr.describeRepositories(request -> request.repositoryNames(NOTHING)));
        add(
                reads,
                "ecr:BatchGetImage",
                subject,
                "ecrPush",
                () -> ecr.batchGetImage(
                        request -> request.repositoryName(NOTHING).imageIds(id -> id.imageTag(NOTHING))));
        add(
                reads,
                "ecr:BatchCheckLayerAvailability",
                subject,
                "ecrPush",
                () -> ecr.batchCheckLayerAvailability(
                        request -> request.repositoryName(NOTHING).layerDigests(NO_DIGEST)));
        add(
                reads,
                "ecr:ListImages",
                subject,
                layers,
                () -> ecr.listImages(request -> request.repositoryName(NOTHING).maxResults(1)));
        add(
                reads,
                "ecr:GetDownloadUrlForLayer",
                subject,
                layers,
                () -> ecr.getDownloadUrlForLayer(
                        request -> request.repositoryName(NOTHING).layerDigest(NO_DIGEST)));
    }

    private void ofLoadBalancers(List<Read> reads) {
        ElasticLoadBalancingV2Client elb = clients.elb();
        String arn = ecsArn.replace(":ecs:", ":elasticloadbalancing:");
        String balancer = "app/" + NOTHING + "/0000000000000000";
        String checks = "checks of blue/green services before they are updated";
        optional(
                reads,
                "elasticloadbalancing:DescribeTargetGroups",
                "target groups",
                checks,
                () -> elb.describeTargetGroups(request -> request.pageSize(1)));
        optional(
                reads,
                "elasticloadbalancing:DescribeRules",
                "listener " + NOTHING,
                checks,
                () -> elb.describeRules(
                        request -> request.listenerArn(arn + "listener/" + balancer + "/0000000000000000")));
        optional(
                reads,
                "elasticloadbalancing:DescribeListeners",
                "load balancer " + NOTHING,
                checks + ", and the address for test traffic",
                () -> elb.describeListeners(request -> request.loadBalancerArn(arn + "loadbalancer/" + balancer)));
        optional(
                reads,
                "elasticloadbalancing:DescribeLoadBalancers",
                "load balancers",
                "the address for test traffic",
                () -> elb.describeLoadBalancers(request -> request.pageSize(1)));
        optional(
                reads,
                "elasticloadbalancing:DescribeTargetHealth",
                "target group " + NOTHING,
                "explaining why targets are unhealthy",
                () -> elb.describeTargetHealth(
                        request -> request.targetGroupArn(arn + "targetgroup/" + NOTHING + "/0000000000000000")));
    }

    private void ofOthers(List<Read> reads) {
        CodeDeployClient codeDeploy = clients.codeDeploy();
        String services = "services that CodeDeploy deploys";
        String group = "deployment group " + NOTHING;
        add(
                reads,
                "logs:GetLogEvents",
                "log group " + NOTHING,
                "the last lines of a container that failed",
                () -> clients.logs()
                        .getLogEvents(request -> request.logGroupName(NOTHING)
                                .logStreamName(NOTHING)
                                .limit(1)));
        add(
                reads,
                "codedeploy:GetDeploymentGroup",
                group,
                services,
                () -> codeDeploy.getDeploymentGroup(
                        request -> request.applicationName(NOTHING).deploymentGroupName(NOTHING)));
        add(
                reads,
                "codedeploy:ListDeployments",
                group,
                services,
                () -> codeDeploy.listDeployments(
                        request -> request.applicationName(NOTHING).deploymentGroupName(NOTHING)));
        add(
                reads,
                "codedeploy:GetDeployment",
                group,
                services,
                () -> codeDeploy.getDeployment(request -> request.deploymentId(NO_DEPLOYMENT)));
        add(
                reads,
                "codedeploy:BatchGetDeployments",
                group,
                services,
                () -> codeDeploy.batchGetDeployments(request -> request.deploymentIds(NO_DEPLOYMENT)));
        add(
                reads,
                "codedeploy:GetDeploymentTarget",
                group,
                services,
                () -> codeDeploy.getDeploymentTarget(
                        request -> request.deploymentId(NO_DEPLOYMENT).targetId(NOTHING)));
        add(
                reads,
                "codedeploy:GetDeploymentConfig",
                "deployment configuration " + NOTHING,
                services,
                () -> codeDeploy.getDeploymentConfig(request -> request.deploymentConfigName(NOTHING)));
    }

    private static void always(List<Read> reads, String action, String subject, String usedFor, Runnable call) {
        reads.add(new Read(action, subject, usedFor, Use.ALWAYS, call));
    }

    private static void add(List<Read> reads, String action, String subject, String usedFor, Runnable call) {
        reads.add(new Read(action, subject, usedFor, Use.OF_RESOURCES, call));
    }

    private static void optional(List<Read> reads, String action, String subject, String usedFor, Runnable call) {
        reads.add(new Read(action, subject, usedFor, Use.OPTIONAL, call));
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
