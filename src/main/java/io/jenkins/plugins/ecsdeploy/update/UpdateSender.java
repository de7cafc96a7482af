package io.jenkins.plugins.ecsdeploy.update;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.SentOnce;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * Sends UpdateService so that it takes effect once. The SDK would send it again when an answer is lost, and a forced
 * deployment would be started twice; so its own tries are off for this call, and before another one the service is looked
 * at: the update may have gone through all the same.
 */
final class UpdateSender {

    private static final int MOST_TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private final EcsClient ecs;
    private final ServiceReader services;
    private final Sleeper sleeper;

    UpdateSender(AwsClients clients, Sleeper sleeper) {
        ecs = clients.ecs();
        services = new ServiceReader(clients);
        this.sleeper = sleeper;
    }

    /**
     * @param service after the update
     * @param deployment which it started; empty where it started none
     */
    record Sent(Service service, Optional<Deployment> deployment) {}

    /** Sends it until it has gone through once. */
    Sent send(UpdateServiceRequest request, ServiceRef ref, Service before) throws InterruptedException {
        UpdateServiceRequest once =
                request.toBuilder().overrideConfiguration(SentOnce::configure).build();
        for (int attempt = 1; ; attempt++) {
            try {
                Service after = AwsCall.run("ecs:UpdateService", ref.toString(), () -> ecs.updateService(once))
                        .service();
                return new Sent(
                        after,
                        startsDeployment(request) ? startedSince(before, after).findFirst() : Optional.empty());
            } catch (AwsCallException failed) {
                if (!failed.isTransient()) {
                    throw failed;
                }
                sleeper.sleep(FIRST_PAUSE.multipliedBy(attempt));
                if (failed.kind() != AwsCallException.Kind.THROTTLED) { // that was certainly not carried out
                    Optional<Sent> lost = lost(request, before, services.read(ref));
                    if (lost.isPresent()) {
                        return lost.get();
                    }
                }
                if (attempt == MOST_TRIES) {
                    throw failed;
                }
            }
        }
    }

    /**
     * The update, where it went through and only its answer was lost. A deployment that has begun since is ours only if it
     * is of the task definition that we asked for: another update may have come in between, and not ours.
     */
    private static Optional<Sent> lost(UpdateServiceRequest request, Service before, Service now) {
        if (startsDeployment(request)) {
            String asked = request.taskDefinition() == null ? before.taskDefinition() : request.taskDefinition();
            return startedSince(before, now)
                    .filter(started -> Arn.isNameOf(asked, started.taskDefinition()))
                    .findFirst()
                    .map(ours -> new Sent(now, Optional.of(ours)));
        }
        return isSet(request, now) ? Optional.of(new Sent(now, Optional.empty())) : Optional.empty();
    }

    /** PRIMARY first; also one that a later update has taken the place of already. */
    private static Stream<Deployment> startedSince(Service before, Service now) {
        return now.deployments().stream()
                .filter(one -> before.deployments().stream()
                        .noneMatch(earlier -> earlier.id().equals(one.id())))
                .sorted(Comparator.comparing(one -> !"PRIMARY".equals(one.status())));
    }

    private static boolean isSet(UpdateServiceRequest request, Service now) {
        return (request.desiredCount() == null || Objects.equals(request.desiredCount(), now.desiredCount()))
                && (request.deploymentConfiguration() == null
                        || Objects.equals(request.deploymentConfiguration(), now.deploymentConfiguration()));
    }

    private static boolean startsDeployment(UpdateServiceRequest request) {
        return request.taskDefinition() != null
                || request.hasLoadBalancers()
                || Boolean.TRUE.equals(request.forceNewDeployment());
    }
}
