package io.jenkins.plugins.ecsdeploy.watch.state;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Limits;
import io.jenkins.plugins.ecsdeploy.ecs.NoSuchResourceException;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** Reads services, service deployments and service revisions of ECS, as many in a call as ECS allows. */
public final class StateReader {

    private final EcsClient ecs;
    private final ServiceReader services;
    private final Runnable onCall;

    /** @param onCall run before each call */
    public StateReader(AwsClients clients, Runnable onCall) {
        this.ecs = clients.ecs();
        this.services = new ServiceReader(clients);
        this.onCall = onCall;
    }

    /** Reads each cluster's services together; a service that does not exist has a failure that says so. */
    public Answers<ServiceRef, ServiceState> services(Collection<ServiceRef> refs) {
        Answers<ServiceRef, ServiceState> answers = new Answers<>();
        refs.stream()
                .collect(Collectors.groupingBy(ServiceRef::cluster))
                .forEach((cluster, inCluster) -> answers.add(Answers.inBatches(
                        inCluster, Limits.SERVICES_PER_DESCRIBE, batch -> describeServices(cluster, batch))));
        return answers;
    }

    private Answers<ServiceRef, ServiceState> describeServices(String cluster, List<ServiceRef> refs) {
        onCall.run();
        ServiceReader.Answer answer =
                services.read(cluster, refs.stream().map(ServiceRef::service).toList());
        Answers<ServiceRef, ServiceState> answers = new Answers<>();
        for (ServiceRef ref : refs) {
            try {
                answers.found(ref, StateMapper.service(answer.of(ref)));
            } catch (NoSuchResourceException missing) {
                answers.failed(ref, missing);
            }
        }
        return answers;
    }

    /** @param arns of service deployments, of any clusters */
    public Answers<String, ServiceDeploymentState> deployments(Collection<String> arns) {
        return Answers.inBatches(arns, Limits.SERVICE_DEPLOYMENTS_PER_DESCRIBE, this::describeDeployments);
    }

    private Answers<String, ServiceDeploymentState> describeDeployments(List<String> arns) {
        onCall.run();
        Answers<String, ServiceDeploymentState> answers = new Answers<>();
        AwsCall.run(
                        "ecs:DescribeServiceDeployments",
                        arns.size() == 1 ? arns.get(0) : arns.size() + " service deployments",
                        () -> ecs.describeServiceDeployments(DescribeServiceDeploymentsRequest.builder()
                                .serviceDeploymentArns(arns)
                                .build()))
                .serviceDeployments()
                .forEach(found -> answers.found(found.serviceDeploymentArn(), StateMapper.serviceDeployment(found)));
        return answers;
    }

    /** @param arns of service revisions, of any clusters */
    public Answers<String, ServiceRevision> revisions(Collection<String> arns) {
        return Answers.inBatches(arns, Limits.SERVICE_REVISIONS_PER_DESCRIBE, this::describeRevisions);
    }

    private Answers<String, ServiceRevision> describeRevisions(List<String> arns) {
        onCall.run();
        Answers<String, ServiceRevision> answers = new Answers<>();
        AwsCall.run(
                        "ecs:DescribeServiceRevisions",
                        arns.size() == 1 ? arns.get(0) : arns.size() + " service revisions",
                        () -> ecs.describeServiceRevisions(DescribeServiceRevisionsRequest.builder()
                                .serviceRevisionArns(arns)
                                .build()))
                .serviceRevisions()
                .forEach(found -> answers.found(found.serviceRevisionArn(), found));
        return answers;
    }
}
