package io.jenkins.plugins.ecsdeploy.service;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.Backoff;
import io.jenkins.plugins.ecsdeploy.aws.SdkJson;
import io.jenkins.plugins.ecsdeploy.aws.SendOnce;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.Deployments;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.update.request.PreparedUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UnansweredUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * CreateService. It carries a token of its own (API reference, clientToken: "ensure the idempotency of the request … up to 36
 * ASCII characters"), so a try whose answer was lost is sent again and creates nothing twice.
 */
final class ServiceCreation implements PreparedUpdate {

    private static final Backoff BACKOFF = Backoff.linear(5, Duration.ofSeconds(2));

    private final AwsClients clients;
    private final Sleeper sleeper;
    private final ServiceRef ref;
    private final CreateServiceRequest request;
    private final List<String> changes;

    /** @param definition with its task definition as an ARN */
    ServiceCreation(
            AwsClients clients, Sleeper sleeper, ServiceRef ref, ServiceDefinition definition, List<String> changes) {
        this.clients = clients;
        this.sleeper = sleeper;
        this.ref = ref;
        this.changes = changes;
        request = SdkJson.fill(CreateServiceRequest.builder(), definition.toCreate())
                .cluster(ref.cluster())
                .clientToken(UUID.randomUUID().toString())
                .overrideConfiguration(SendOnce::withoutSdkRetries)
                .build();
    }

    @Override
    public UpdatedService planned() {
        return result(request.taskDefinition(), Optional.empty());
    }

    @Override
    public UnansweredUpdate unanswered() {
        return new UnansweredUpdate(request.taskDefinition(), new ArrayList<>(), true);
    }

    @Override
    public UpdatedService send() throws InterruptedException {
        Service created = new SendOnce(sleeper, BACKOFF)
                .send(
                        () -> AwsCall.get(
                                "ecs:CreateService",
                                ref.toString(),
                                () -> clients.ecs().createService(request),
                                "service",
                                answer -> Optional.ofNullable(answer.service())),
                        Optional::empty, // the token tells
                        "Look whether the " + ref + " exists before you run the build again.");
        return result(
                Deployments.withTaskDefinition(created).taskDefinition(),
                Deployments.primaryEntry(created).map(primary -> new DeploymentId(primary.id())));
    }

    /** What ran before is nothing; a rollback finds that the service is set to run this already. */
    private UpdatedService result(String taskDefinition, Optional<DeploymentId> deployment) {
        return new UpdatedService(
                ref, deployment, taskDefinition, taskDefinition, changes, List.of(), Optional.empty());
    }
}
