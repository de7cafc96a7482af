package io.jenkins.plugins.ecsdeploy.registration;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.Backoff;
import io.jenkins.plugins.ecsdeploy.aws.KnownMessage;
import io.jenkins.plugins.ecsdeploy.aws.SdkJson;
import io.jenkins.plugins.ecsdeploy.aws.SendOnce;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Sends RegisterTaskDefinition so that it takes effect once, although an answer may be lost or another client may register a
 * revision of the same family at the same moment.
 */
final class RegistrationSender {

    /** Eight tries take about a minute. */
    private static final int TRIES = 8;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(16);

    private final EcsClient ecs;
    private final SendOnce sending;

    RegistrationSender(AwsClients clients, Sleeper sleeper, RandomGenerator random) {
        ecs = clients.ecs();
        sending = new SendOnce(sleeper, Backoff.exponential(TRIES, FIRST_WAIT, LONGEST_WAIT, random))
                .retrying(KnownMessage.CONCURRENT_REGISTRATION);
    }

    /**
     * @param equal looks up the revision that an earlier try, or another client, registered with the same content
     * @throws ServiceRefusedException if other clients keep registering revisions of the family
     */
    RegisteredTaskDefinition send(TaskDefinitionPlan plan, Supplier<Optional<TaskDefinition>> equal)
            throws InterruptedException {
        RegisterTaskDefinitionRequest request = SdkJson.fill(
                        RegisterTaskDefinitionRequest.builder(), plan.rendered().json())
                .overrideConfiguration(SendOnce::withoutSdkRetries)
                .build();
        try {
            return sending.send(
                    () -> RegisteredTaskDefinition.of(call(request), true, plan.changes()),
                    () -> equal.get().map(revision -> RegisteredTaskDefinition.of(revision, false, plan.changes())),
                    "If it was, the next build uses that revision of " + request.family() + " again.");
        } catch (AwsCallException failed) {
            throw KnownMessage.CONCURRENT_REGISTRATION.isIn(failed) ? refused(request.family(), failed) : failed;
        }
    }

    private TaskDefinition call(RegisterTaskDefinitionRequest request) {
        return AwsCall.get(
                "ecs:RegisterTaskDefinition",
                "family " + request.family(),
                () -> ecs.registerTaskDefinition(request),
                "taskDefinition",
                answer -> Optional.ofNullable(answer.taskDefinition()).filter(RegisteredTaskDefinition::isNamed));
    }

    private static ServiceRefusedException refused(String family, AwsCallException failed) {
        return new ServiceRefusedException("Could not register a revision of " + family + " in " + TRIES
                + " tries, because other clients keep registering revisions of this family. Run the build again, or give"
                + " each job its own family. " + failed.getMessage());
    }
}
