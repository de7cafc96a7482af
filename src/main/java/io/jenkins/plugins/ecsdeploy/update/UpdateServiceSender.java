package io.jenkins.plugins.ecsdeploy.update;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.UnknownOutcomeException;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.Backoff;
import io.jenkins.plugins.ecsdeploy.aws.SdkJson;
import io.jenkins.plugins.ecsdeploy.aws.SendOnce;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.Deployments;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.update.request.UnansweredUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
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
    private final StartedDeployments started;

    UpdateServiceSender(AwsClients clients, Sleeper sleeper) {
        ecs = clients.ecs();
        services = new ServiceReader(clients);
        sending = new SendOnce(sleeper, BACKOFF);
        started = new StartedDeployments(clients, sleeper);
    }

    /**
     * @param service after the update; as it was before, if the deployment was found although its answer was lost
     * @param deployment the one that it started; empty if it was to start none
     */
    record Sent(Service service, Optional<StartedDeployments.Started> deployment) {}

    /**
     * Sends it until it has taken effect once.
     *
     * @throws UnknownOutcomeException if it should have started a deployment, and none shows
     */
    Sent send(UpdateServiceRequest request, ServiceRef ref, Service before) throws InterruptedException {
        UpdateServiceRequest once = request.toBuilder()
                .overrideConfiguration(SendOnce::withoutSdkRetries)
                .build();
        UnansweredUpdate asked = unanswered(request, before);
        Sent sent = sending.send(
                () -> update(once, ref, before),
                () -> lost(request, ref, before),
                "Look at the deployments of the " + ref + " in ECS before you run the build again: is there one of "
                        + Arn.name(asked.taskDefinition()) + "?");
        if (!startsDeployment(request) || sent.deployment().isPresent()) {
            return sent;
        }
        return started.await(ref, before, asked.taskDefinition())
                .map(found -> new Sent(sent.service(), Optional.of(found)))
                .orElseThrow(() -> noneShows(ref, asked.taskDefinition(), sent.service()));
    }

    private Sent update(UpdateServiceRequest request, ServiceRef ref, Service before) {
        Service after = Deployments.withTaskDefinition(AwsCall.get(
                "ecs:UpdateService",
                ref.toString(),
                () -> ecs.updateService(request),
                "service",
                answer -> Optional.ofNullable(answer.service())));
        return new Sent(
                after,
                startsDeployment(request)
                        ? StartedDeployments.since(before, after).findFirst()
                        : Optional.empty());
    }

    /**
     * The update, if it was carried out and only its answer was lost. A deployment that has begun since is ours only if it
     * is of the task definition that we asked for: it may be another update's.
     */
    private Optional<Sent> lost(UpdateServiceRequest request, ServiceRef ref, Service before) {
        if (startsDeployment(request)) {
            return started.find(ref, before, unanswered(request, before).taskDefinition())
                    .map(ours -> new Sent(before, Optional.of(ours)));
        }
        Service now = services.read(ref);
        return isSet(request, now) ? Optional.of(new Sent(now, Optional.empty())) : Optional.empty();
    }

    /** What is known of an update that has no answer yet. */
    static UnansweredUpdate unanswered(UpdateServiceRequest request, Service before) {
        return UnansweredUpdate.of(Optional.ofNullable(request.taskDefinition()), before, startsDeployment(request));
    }

    private static UnknownOutcomeException noneShows(ServiceRef ref, String asked, Service after) {
        String runs = Deployments.primaryEntry(after)
                .map(primary -> " Its PRIMARY is deployment " + primary.id() + " of "
                        + Arn.name(primary.taskDefinition()) + ".")
                .orElse("");
        return new UnknownOutcomeException("ECS accepted the update of the " + ref + ", but no deployment of "
                + Arn.name(asked) + " shows since then, so it is unknown whether one was started." + runs
                + " If ECS rolled back to the same task definition meanwhile, it starts none. Check the service's"
                + " deployments before you deploy again.");
    }

    private static boolean isSet(UpdateServiceRequest request, Service now) {
        ObjectNode asked = SdkJson.toJson(request).without(List.of("cluster", "service", "deploymentConfiguration"));
        ObjectNode has = SdkJson.toJson(now);
        return asked.properties().stream().allMatch(member -> member.getValue().equals(has.get(member.getKey())))
                && (request.deploymentConfiguration() == null
                        || ConfigurationDiff.members(UpdatePlan.configuration(now), request.deploymentConfiguration())
                                .equals(DeploymentConfiguration.builder().build()));
    }

    /** API reference, UpdateService: each of these members "triggers a new service deployment". */
    static boolean startsDeployment(UpdateServiceRequest request) {
        return request.taskDefinition() != null
                || request.hasLoadBalancers()
                || request.networkConfiguration() != null
                || request.platformVersion() != null
                || request.hasServiceRegistries()
                || request.serviceConnectConfiguration() != null
                || request.hasVolumeConfigurations()
                || request.hasVpcLatticeConfigurations()
                || Boolean.TRUE.equals(request.forceNewDeployment());
    }
}
