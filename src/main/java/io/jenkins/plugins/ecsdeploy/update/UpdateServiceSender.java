package io.jenkins.plugins.ecsdeploy.update;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.Backoff;
import io.jenkins.plugins.ecsdeploy.aws.SendOnce;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.update.request.UnansweredUpdate;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * Sends UpdateService so that it takes effect once: sent again after a lost answer, a forced deployment would be started
 * twice. Before another try the service is read, because the update may have been carried out anyway.
 */
final class UpdateServiceSender {

    private static final Backoff BACKOFF = Backoff.linear(5, Duration.ofSeconds(2));

    private final EcsClient ecs;
    private final ServiceReader services;
    private final SendOnce sending;

    UpdateServiceSender(AwsClients clients, Sleeper sleeper) {
        ecs = clients.ecs();
        services = new ServiceReader(clients);
        sending = new SendOnce(sleeper, BACKOFF);
    }

    /**
     * @param service after the update
     * @param deployment the one that it started; empty if it started none
     */
    record Sent(Service service, Optional<Deployment> deployment) {}

    /**
     * Sends it until it has taken effect once.
     *
     * @throws io.jenkins.plugins.ecsdeploy.UnknownEffectException if its answer was lost and nothing shows what became of it
     */
    Sent send(UpdateServiceRequest request, ServiceRef ref, Service before) throws InterruptedException {
        UpdateServiceRequest once = request.toBuilder()
                .overrideConfiguration(SendOnce::withoutSdkRetries)
                .build();
        UnansweredUpdate asked = unanswered(request, before);
        return sending.send(
                () -> update(once, ref, before),
                () -> lost(request, asked, services.read(ref)),
                "Look at the deployments of the " + ref + " in ECS before you run the build again: is there one of "
                        + Arn.name(asked.taskDefinition()) + "?");
    }

    static UnansweredUpdate unanswered(UpdateServiceRequest request, Service before) {
        return UnansweredUpdate.of(Optional.ofNullable(request.taskDefinition()), before, startsDeployment(request));
    }

    private Sent update(UpdateServiceRequest request, ServiceRef ref, Service before) {
        Service after = AwsCall.run("ecs:UpdateService", ref.toString(), () -> ecs.updateService(request))
                .service();
        return new Sent(
                after, startsDeployment(request) ? startedSince(before, after).findFirst() : Optional.empty());
    }

    private static Optional<Sent> lost(UpdateServiceRequest request, UnansweredUpdate asked, Service now) {
        if (asked.deploys()) {
            return asked.entry(now).map(ours -> new Sent(now, Optional.of(ours)));
        }
        return isSet(request, now) ? Optional.of(new Sent(now, Optional.empty())) : Optional.empty();
    }

    /** PRIMARY first; a later update may have replaced ours as PRIMARY already. */
    private static Stream<Deployment> startedSince(Service before, Service now) {
        return now.deployments().stream()
                .filter(one -> before.deployments().stream()
                        .noneMatch(earlier -> earlier.id().equals(one.id())))
                .sorted(Comparator.comparing(one -> !"PRIMARY".equals(one.status())));
    }

    private static boolean isSet(UpdateServiceRequest request, Service now) {
        return (request.desiredCount() == null || Objects.equals(request.desiredCount(), now.desiredCount()))
                && (request.deploymentConfiguration() == null
                        || ConfigurationDiff.members(UpdatePlan.configuration(now), request.deploymentConfiguration())
                                .equals(DeploymentConfiguration.builder().build()));
    }

    private static boolean startsDeployment(UpdateServiceRequest request) {
        return request.taskDefinition() != null
                || request.hasLoadBalancers()
                || Boolean.TRUE.equals(request.forceNewDeployment());
    }
}
