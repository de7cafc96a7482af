package io.jenkins.plugins.ecsdeploy.service;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.steady.ServiceReader;
import io.jenkins.plugins.ecsdeploy.steady.ServiceRef;
import java.time.Duration;
import java.util.Objects;
import software.amazon.awssdk.services.ecs.EcsClient;
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

    /** @return the service after the update */
    Service send(UpdateServiceRequest request, ServiceRef ref, Service before) throws InterruptedException {
        UpdateServiceRequest once =
                request.toBuilder().overrideConfiguration(SentOnce::configure).build();
        for (int attempt = 1; ; attempt++) {
            try {
                return AwsCall.run("ecs:UpdateService", ref.toString(), () -> ecs.updateService(once))
                        .service();
            } catch (AwsCallException failed) {
                if (!failed.isTransient()) {
                    throw failed;
                }
                sleeper.sleep(FIRST_PAUSE.multipliedBy(attempt));
                if (failed.kind() != AwsCallException.Kind.THROTTLED) { // that was certainly not carried out
                    Service now = services.read(ref);
                    if (wentThrough(request, before, now)) {
                        return now;
                    }
                }
                if (attempt == MOST_TRIES) {
                    throw failed;
                }
            }
        }
    }

    private static boolean wentThrough(UpdateServiceRequest request, Service before, Service now) {
        if (startsDeployment(request)) {
            return !Deployments.primary(now).equals(Deployments.primary(before));
        }
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
