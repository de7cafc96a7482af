package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.operations.PauseRecorder;
import io.jenkins.plugins.ecsdeploy.operations.PendingPause;
import io.jenkins.plugins.ecsdeploy.operations.PendingPauses;
import io.jenkins.plugins.ecsdeploy.update.request.AddedPause;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pause hooks that a rehearsal has added, in memory: Jenkins saves them. */
public final class MemoryOfPauses implements PauseRecorder, PendingPauses {

    private final AwsConnection connection;
    private final Clock clock;
    private final List<PendingPause> pending = new ArrayList<>();

    public MemoryOfPauses(AwsConnection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    @Override
    public PendingPause adding(ServiceRef service, AddedPause pause) {
        PendingPause added = new Remembered(service, pause, clock.instant());
        pending.add(added);
        return added;
    }

    @Override
    public List<AddedPause> leftIn(ServiceRef service) {
        return of(service).stream().map(PendingPause::pause).toList();
    }

    @Override
    public List<PendingPause> of(ServiceRef service) {
        return pending.stream().filter(one -> one.service().equals(service)).toList();
    }

    @Override
    public String retry() {
        return "The next update by updateService removes it.";
    }

    private final class Remembered implements PendingPause {

        private final ServiceRef service;
        private final AddedPause pause;
        private final Instant since;
        private Optional<DeploymentId> deployment = Optional.empty();
        private boolean isRemoved;

        Remembered(ServiceRef service, AddedPause pause, Instant since) {
            this.service = service;
            this.pause = pause;
            this.since = since;
        }

        @Override
        public ServiceRef service() {
            return service;
        }

        @Override
        public AddedPause pause() {
            return pause;
        }

        @Override
        public Optional<DeploymentId> deployment() {
            return deployment;
        }

        @Override
        public Instant since() {
            return since;
        }

        @Override
        public AwsConnection connection() {
            return connection;
        }

        @Override
        public void startedBy(DeploymentId started) {
            deployment = Optional.of(started);
        }

        @Override
        public void removed() {
            isRemoved = true;
        }

        @Override
        public boolean isRemoved() {
            return isRemoved;
        }

        @Override
        public void settled() {
            pending.remove(this);
        }
    }
}
