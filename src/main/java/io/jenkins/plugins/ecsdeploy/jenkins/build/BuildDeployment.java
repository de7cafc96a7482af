package io.jenkins.plugins.ecsdeploy.jenkins.build;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import io.jenkins.plugins.ecsdeploy.operations.await.ServiceToAwait;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.ReportedEvents;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** A service that a build updated, and how to ask about it. Kept with the build, so of plain values alone. */
public final class BuildDeployment implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String cluster;
    private final String service;
    private final String deployment;
    private final boolean changed;
    private final String previousTaskDefinition;
    private final Integer desiredCount;
    private final AwsSettings aws;

    /** {@link AwsConnections#resolved}; null in builds of earlier versions of this plugin. */
    private final AwsSettings place;

    /** Null as long as nobody has waited, and in builds of earlier versions of this plugin. */
    private volatile ReportedEvents told;

    /**
     * @param desiredCount what the update asked for
     * @param aws how to ask about it later, with the region that was found
     * @param place the same, resolved: by it a service of the same names elsewhere is told apart
     */
    public BuildDeployment(UpdatedService updated, OptionalInt desiredCount, AwsSettings aws, AwsSettings place) {
        this(
                updated.service(),
                updated.deployment().map(DeploymentId::value).orElse(null),
                updated.changed(),
                updated.previousTaskDefinition(),
                desiredCount.isPresent() ? desiredCount.getAsInt() : null,
                aws,
                place);
    }

    private BuildDeployment(
            ServiceRef service,
            String deployment,
            boolean changed,
            String previousTaskDefinition,
            Integer desiredCount,
            AwsSettings aws,
            AwsSettings place) {
        this.cluster = service.cluster();
        this.service = service.service();
        this.deployment = deployment;
        this.changed = changed;
        this.previousTaskDefinition = previousTaskDefinition;
        this.desiredCount = desiredCount;
        this.aws = aws;
        this.place = place;
    }

    /** The same after another update of the same build: what ran before the first one is what ran before the build. */
    BuildDeployment after(BuildDeployment earlier) {
        return new BuildDeployment(
                service(),
                deployment,
                changed,
                earlier.previousTaskDefinition == null ? previousTaskDefinition : earlier.previousTaskDefinition,
                desiredCount,
                aws,
                place);
    }

    /** Whether this may be the service of these names there. An account is known by its role or its ARNs only. */
    boolean mayBe(ServiceRef named, AwsSettings there) {
        return hasNames(named)
                && isIn(AwsPlace.ofArn(named.service()))
                && isIn(AwsPlace.ofArn(named.cluster()))
                && (place == null
                        || Objects.equals(place.region(), there.region())
                                && AwsPlace.ofArn(there.roleArn()).maybeInAccount(AwsPlace.ofArn(place.roleArn())));
    }

    /** Whether it was asked for in just this way. */
    boolean isAskedAs(AwsSettings there) {
        return place != null && place.equals(there);
    }

    /** Whether both are the same service. */
    boolean isSameServiceAs(BuildDeployment other) {
        return hasNames(other.service())
                && AwsPlace.ofArn(previousTaskDefinition).equals(AwsPlace.ofArn(other.previousTaskDefinition));
    }

    private boolean hasNames(ServiceRef named) {
        return shortName(cluster).equals(shortName(named.cluster()))
                && shortName(service).equals(shortName(named.service()));
    }

    private boolean isIn(AwsPlace other) {
        return AwsPlace.ofArn(previousTaskDefinition).maybe(other);
    }

    private static String shortName(String nameOrArn) {
        return Arn.name(nameOrArn);
    }

    public ServiceRef service() {
        return new ServiceRef(cluster, service);
    }

    /** Empty where the update started none. */
    public Optional<DeploymentId> deployment() {
        return Optional.ofNullable(deployment).map(DeploymentId::new);
    }

    /** ARN of what the service ran before this build; empty in builds of earlier versions of this plugin. */
    public Optional<String> previousTaskDefinition() {
        return Optional.ofNullable(previousTaskDefinition);
    }

    /** What a wait of the build knows of it. */
    public ServiceToAwait toAwait() {
        ReportedEvents known = told;
        return new ServiceToAwait(
                service(),
                deployment(),
                changed,
                desiredCount == null ? OptionalInt.empty() : OptionalInt.of(desiredCount),
                previousTaskDefinition(),
                known == null ? new ReportedEvents() : known.copy());
    }

    public void told(ReportedEvents events) {
        told = events.copy();
    }

    public AwsSettings aws() {
        return aws;
    }
}
