package io.jenkins.plugins.ecsdeploy.update.codedeploy;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.Backoff;
import io.jenkins.plugins.ecsdeploy.aws.SendOnce;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Sets the desired count of a service that CodeDeploy deploys: the one thing that UpdateService may change of it. */
final class DesiredCountSender {

    private static final Backoff BACKOFF = Backoff.linear(5, Duration.ofSeconds(2));

    private final EcsClient ecs;
    private final ServiceReader services;
    private final SendOnce sending;

    DesiredCountSender(AwsClients clients, Sleeper sleeper) {
        ecs = clients.ecs();
        services = new ServiceReader(clients);
        sending = new SendOnce(sleeper, BACKOFF);
    }

    void send(ServiceRef service, int count) throws InterruptedException {
        sending.send(
                () -> AwsCall.run(
                                "ecs:UpdateService",
                                service.toString(),
                                () -> ecs.updateService(request -> request.cluster(service.cluster())
                                        .service(service.service())
                                        .desiredCount(count)
                                        .overrideConfiguration(SendOnce::withoutSdkRetries)))
                        .service(),
                () -> Optional.of(services.read(service)).filter(now -> now.desiredCount() == count),
                "Check the desired count of the " + service + ".");
    }
}
