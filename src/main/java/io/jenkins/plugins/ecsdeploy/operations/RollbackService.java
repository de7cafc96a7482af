package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.rollback.RollbackRequest;
import io.jenkins.plugins.ecsdeploy.rollback.ServiceRollback;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;

/** {@code rollbackService}: brings a service back to its previous task definition. */
public final class RollbackService {

    private static final String STEP = StepNames.ROLLBACK_SERVICE;

    public record Request(AwsConnection connection, RollbackRequest rollback) {}

    private final Sleeper sleeper;

    /** @param sleeper between two polls, and two tries of an update whose answer was lost */
    public RollbackService(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /** @return what was changed, and the deployment to follow */
    public UpdatedService run(Request request, StepLog log) throws InterruptedException {
        try (AwsClients clients = new AwsClients(request.connection())) {
            UpdatedService back = new ServiceRollback(clients, sleeper).rollBack(request.rollback());
            new UpdateLines(log, STEP).write(back, "Change: ");
            back.deployment().ifPresent(id -> log.line(STEP, "awaitSteady follows deployment " + id));
            return back;
        }
    }
}
