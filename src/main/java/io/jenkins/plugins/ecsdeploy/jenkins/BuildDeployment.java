package io.jenkins.plugins.ecsdeploy.jenkins;

import io.jenkins.plugins.ecsdeploy.service.UpdatedService;
import io.jenkins.plugins.ecsdeploy.steady.DeploymentId;
import io.jenkins.plugins.ecsdeploy.steady.ServiceRef;
import io.jenkins.plugins.ecsdeploy.steady.ToldEvents;
import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalInt;

/** A service that a build updated, and how to ask about it. Kept with the build, so of plain values alone. */
final class BuildDeployment implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String cluster;
    private final String service;
    private final String deployment;
    private final boolean changed;
    private final String previousTaskDefinition;
    private final Integer desiredCount;
    private final AwsSettings aws;

    /** Null as long as nobody has waited, and in builds of earlier versions of this plugin. */
    private volatile ToldEvents told;

    /** @param desiredCount what the update asked for */
    BuildDeployment(UpdatedService updated, OptionalInt desiredCount, AwsSettings aws) {
        this(
                updated.service(),
                updated.deployment().map(DeploymentId::value).orElse(null),
                updated.changed(),
                updated.previousTaskDefinition(),
                desiredCount.isPresent() ? desiredCount.getAsInt() : null,
                aws);
    }

    private BuildDeployment(
            ServiceRef service,
            String deployment,
            boolean changed,
            String previousTaskDefinition,
            Integer desiredCount,
            AwsSettings aws) {
        this.cluster = service.cluster();
        this.service = service.service();
        this.deployment = deployment;
        this.changed = changed;
        this.previousTaskDefinition = previousTaskDefinition;
        this.desiredCount = desiredCount;
        this.aws = aws;
    }

    /** The same after another update of the same build: what ran before the first one is what ran before the build. */
    BuildDeployment after(BuildDeployment earlier) {
        return new BuildDeployment(
                service(),
                deployment,
                changed,
                earlier.previousTaskDefinition == null ? previousTaskDefinition : earlier.previousTaskDefinition,
                desiredCount,
                aws);
    }

    ServiceRef service() {
        return new ServiceRef(cluster, service);
    }

    /** Empty where the update started none. */
    Optional<DeploymentId> deployment() {
        return Optional.ofNullable(deployment).map(DeploymentId::new);
    }

    /** Whether the update changed anything. */
    boolean changed() {
        return changed;
    }

    /** ARN of what the service ran before this build; empty in builds of earlier versions of this plugin. */
    Optional<String> previousTaskDefinition() {
        return Optional.ofNullable(previousTaskDefinition);
    }

    /** Null where the update named none. */
    Integer desiredCount() {
        return desiredCount;
    }

    /** The events of the service that the build's log has already: a copy. */
    ToldEvents told() {
        ToldEvents known = told;
        return known == null ? new ToldEvents() : known.copy();
    }

    void told(ToldEvents events) {
        told = events.copy();
    }

    AwsSettings aws() {
        return aws;
    }
}
