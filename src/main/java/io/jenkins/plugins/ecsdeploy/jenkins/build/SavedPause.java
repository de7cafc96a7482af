package io.jenkins.plugins.ecsdeploy.jenkins.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.KnownAws;
import io.jenkins.plugins.ecsdeploy.update.request.AddedPause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A pause hook that a build added, as it is saved: XML of plain strings and numbers. */
public final class SavedPause {

    private String build;
    private final String cluster;
    private final String service;
    private final KnownAws aws;
    private final String id;
    private final String stages;
    private final int minutes;
    private final String action;
    private final int alike;
    private final long sinceMillis;

    @CheckForNull
    private String deployment;

    private boolean removed;

    /** Whether the log has said already that it could not be removed. */
    private transient boolean warned;

    /**
     * @param build the build's externalizable id
     * @param aws how the build called AWS
     */
    SavedPause(String build, ServiceRef service, KnownAws aws, AddedPause pause, Instant since) {
        this.build = build;
        this.cluster = service.cluster();
        this.service = service.service();
        this.aws = aws;
        this.id = pause.id();
        this.stages = String.join(",", pause.stages());
        this.minutes = pause.minutes();
        this.action = pause.action();
        this.alike = pause.alike();
        this.sinceMillis = since.toEpochMilli();
    }

    synchronized String build() {
        return build;
    }

    /** The full name of the build's job. */
    synchronized String job() {
        return build.substring(0, build.lastIndexOf('#'));
    }

    /** Follows a job that was renamed or moved. */
    synchronized boolean jobMoved(String oldFullName, String newFullName) {
        if (!job().equals(oldFullName)) {
            return false;
        }
        build = newFullName + build.substring(oldFullName.length());
        return true;
    }

    ServiceRef service() {
        return new ServiceRef(cluster, service);
    }

    KnownAws aws() {
        return aws;
    }

    AddedPause pause() {
        return new AddedPause(id, List.of(stages.split(",")), minutes, action, alike);
    }

    Instant since() {
        return Instant.ofEpochMilli(sinceMillis);
    }

    /** Empty until the update was answered; forever if the controller ended in between. */
    synchronized Optional<DeploymentId> deployment() {
        return Optional.ofNullable(deployment).map(DeploymentId::new);
    }

    synchronized void startedBy(DeploymentId id) {
        deployment = id.value();
    }

    /** Whether it was removed from the service; then only the build still has to say so. */
    synchronized boolean isRemoved() {
        return removed;
    }

    synchronized void removed() {
        removed = true;
    }

    /** @return whether it is the first time */
    synchronized boolean warn() {
        boolean first = !warned;
        warned = true;
        return first;
    }
}
