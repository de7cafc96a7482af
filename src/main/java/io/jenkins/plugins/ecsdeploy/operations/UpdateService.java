package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionReader;
import io.jenkins.plugins.ecsdeploy.update.ServiceUpdater;
import io.jenkins.plugins.ecsdeploy.update.request.PreparedUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.Optional;

/** {@code updateService}: changes a service, which starts a deployment. */
public final class UpdateService {

    private static final String STEP = StepNames.UPDATE_SERVICE;

    /** @param dryRun whether to check and to log what would change, without changing anything */
    public record Request(AwsConnection connection, ServiceUpdate update, boolean dryRun) {}

    private final PauseRecorder pauses;
    private final RecordedSending sending;
    private final Sleeper sleeper;

    public UpdateService(PauseRecorder pauses, Sleeper sleeper) {
        this(pauses, AttemptRecorder.NONE, sleeper);
    }

    /** @param sleeper between two tries of an update whose answer was lost */
    public UpdateService(PauseRecorder pauses, AttemptRecorder attempts, Sleeper sleeper) {
        this.pauses = pauses;
        this.sending = new RecordedSending(attempts);
        this.sleeper = sleeper;
    }

    /** @return what was changed, or would be changed by a dry run, and the deployment to follow */
    public UpdatedService run(Request request, StepLog log) throws InterruptedException {
        try (AwsClients clients = new AwsClients(request.connection())) {
            ServiceUpdater updater = new ServiceUpdater(clients, sleeper);
            if (request.dryRun()) {
                UpdatedService planned = updater.prepare(
                                request.update(), pauses.leftIn(request.update().service()))
                        .planned();
                request.update().taskDefinition().ifPresent(new TaskDefinitionReader(clients)::checkDeployable);
                write(planned, "Would change: ", log);
                log.line(STEP, "Dry run: nothing was changed");
                return planned;
            }
            UpdatedService updated = update(updater, request.update(), log);
            write(updated, "Change: ", log);
            return updated;
        }
    }

    private UpdatedService update(ServiceUpdater updater, ServiceUpdate update, StepLog log)
            throws InterruptedException {
        Optional<PendingPause> added;
        UpdatedService updated;
        try {
            PreparedUpdate prepared = updater.prepare(update, pauses.leftIn(update.service()));
            added = prepared.pause().map(pause -> pauses.adding(update.service(), pause));
            updated = sending.send(prepared);
        } catch (EcsDeployException failed) {
            log.line(STEP, state(update, failed));
            throw failed;
        }
        updated.deployment().ifPresent(started -> added.ifPresent(pause -> pause.startedBy(started)));
        return updated;
    }

    /** What is left behind after a failure. */
    private static String state(ServiceUpdate update, EcsDeployException failed) {
        return (RecordedSending.mayHaveChangedSomething(failed)
                        ? "It is unknown whether " + update.service() + " was updated: check it before you try again"
                        : "Not updated: " + update.service() + " runs as before")
                + update.taskDefinition()
                        .map(arn -> "; " + Arn.name(arn) + " stays registered")
                        .orElse("");
    }

    private static void write(UpdatedService updated, String change, StepLog log) {
        new UpdateLines(log, STEP).write(updated, change);
        updated.deployment().ifPresent(id -> log.line(STEP, "Started deployment " + id));
    }
}
