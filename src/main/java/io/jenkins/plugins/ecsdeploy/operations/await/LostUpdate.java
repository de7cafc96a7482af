package io.jenkins.plugins.ecsdeploy.operations.await;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.operations.StepLog;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.WaitState;
import io.jenkins.plugins.ecsdeploy.update.request.UnansweredUpdate;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ecs.model.Service;

/** Finds out what became of an update of this build whose answer was lost; else the outcome is UNKNOWN. */
final class LostUpdate {

    /** Ten seconds apart: an answer may be from before the update, and some fail. */
    private static final int LOOKS = 6;

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Sleeper sleeper;
    private final StepLog log;

    LostUpdate(Sleeper sleeper, StepLog log) {
        this.sleeper = sleeper;
        this.log = log;
    }

    void find(WaitState wait, ConnectionSource connection) throws InterruptedException {
        UnansweredUpdate update = wait.unanswered().orElseThrow();
        try (AwsClients clients = new AwsClients(connection.find())) {
            ServiceReader services = new ServiceReader(clients);
            String unreadable = "";
            for (int look = 1; look <= LOOKS; look++) {
                if (look > 1) {
                    sleeper.sleep(PAUSE);
                }
                try {
                    if (isFound(update, services.read(wait.service()), wait)) {
                        return;
                    }
                } catch (AwsCallException failed) {
                    if (!failed.isRetryable()) {
                        throw failed.orInterruption();
                    }
                    unreadable = " " + failed.getMessage();
                }
            }
            wait.unknown("It is unknown whether this build's update of the " + wait.service() + " to "
                    + Arn.name(update.taskDefinition()) + " was carried out: its answer was lost, and nothing shows it."
                    + unreadable + " Look at the deployments of the service in ECS, and run the build again.");
        }
    }

    private boolean isFound(UnansweredUpdate update, Service now, WaitState wait) {
        if (update.deploys()) {
            Optional<DeploymentId> started = update.startedIn(now);
            started.ifPresent(id -> {
                log.line(
                        StepNames.AWAIT_STEADY,
                        "The update of " + wait.service() + " whose answer was lost has started deployment " + id);
                wait.carriedOut(started);
            });
            return started.isPresent();
        }
        OptionalInt asked = wait.desiredCount();
        if (asked.isPresent() && now.desiredCount() != null && now.desiredCount() == asked.getAsInt()) {
            wait.carriedOut(Optional.empty());
            return true;
        }
        return false;
    }
}
