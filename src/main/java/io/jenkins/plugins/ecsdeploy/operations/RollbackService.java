package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.rollback.RollbackRequest;
import io.jenkins.plugins.ecsdeploy.rollback.ServiceRollback;
import io.jenkins.plugins.ecsdeploy.update.request.UnansweredUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.Optional;

/** {@code rollbackService}: brings a service back to its previous task definition. */
public final class RollbackService {

    private static final String STEP = StepNames.ROLLBACK_SERVICE;

    /** @param unanswered this build's update of the service, if its answer was lost: the deployment is looked for */
    public record Request(AwsConnection connection, RollbackRequest rollback, Optional<UnansweredUpdate> unanswered) {

        public Request(AwsConnection connection, RollbackRequest rollback) {
            this(connection, rollback, Optional.empty());
        }
    }

    private final RecordedSending sending;
    private final Sleeper sleeper;

    public RollbackService(Sleeper sleeper) {
        this(AttemptRecorder.NONE, sleeper);
    }

    /** @param sleeper between two polls, and two tries of an update whose answer was lost */
    public RollbackService(AttemptRecorder attempts, Sleeper sleeper) {
        this.sending = new RecordedSending(attempts);
        this.sleeper = sleeper;
    }

    /** @return what was changed, and the deployment to follow */
    public UpdatedService run(Request request, StepLog log) throws InterruptedException {
        try (AwsClients clients = new AwsClients(request.connection())) {
            UpdatedService back =
                    new ServiceRollback(clients, sleeper).rollBack(rollback(request, clients), sending::send);
            new UpdateLines(log, STEP).write(back, "Change: ");
            back.deployment().ifPresent(id -> log.line(STEP, "awaitSteady follows deployment " + id));
            return back;
        }
    }

    private static RollbackRequest rollback(Request request, AwsClients clients) {
        RollbackRequest rollback = request.rollback();
        return request.unanswered()
                .flatMap(update -> update.startedIn(new ServiceReader(clients).read(rollback.service())))
                .map(rollback::of)
                .orElse(rollback);
    }
}
