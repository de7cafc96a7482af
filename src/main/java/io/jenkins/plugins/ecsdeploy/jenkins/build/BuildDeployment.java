package io.jenkins.plugins.ecsdeploy.jenkins.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.KnownAws;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceToAwait;
import io.jenkins.plugins.ecsdeploy.update.request.UnansweredUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.ReportedEvents;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;

/** A service that a build updated, and how to call AWS about it. Saved with the build, so it holds plain values only. */
public final class BuildDeployment implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String cluster;
    private final String service;
    private final @CheckForNull String deployment;
    private final boolean changed;
    private final String previousTaskDefinition;
    /** Null if it was saved by an older version, or if the update started a deployment. */
    private final @CheckForNull String taskDefinition;

    private final @CheckForNull Integer desiredCount;
    private final KnownAws aws;

    /** Of an update that has no answer; null otherwise. A record can't be saved as XML. */
    private final @CheckForNull String unansweredTaskDefinition;

    private final @CheckForNull ArrayList<String> unansweredKnown;
    private final boolean unansweredDeploys;

    /** The events that waits of this build have logged. */
    private volatile ReportedEvents reported = new ReportedEvents();

    /** The step of this build that asked for the deployment's rollback; null if none did. */
    private volatile @CheckForNull String rollbackAskedBy;

    /**
     * @param desiredCount what the update asked for
     * @param aws how the update called AWS; the account is that of the service
     */
    public BuildDeployment(UpdatedService updated, OptionalInt desiredCount, KnownAws aws) {
        this(updated, desiredCount, aws, null);
    }

    /** @param unanswered of an update that is about to be sent */
    public BuildDeployment(
            UpdatedService updated, OptionalInt desiredCount, KnownAws aws, @CheckForNull UnansweredUpdate unanswered) {
        this(
                updated.service(),
                updated.deployment().map(DeploymentId::value).orElse(null),
                updated.changed(),
                updated.previousTaskDefinition(),
                updated.deployment().isPresent() ? null : updated.taskDefinition(),
                desiredCount.isPresent() ? desiredCount.getAsInt() : null,
                Arn.parse(updated.previousTaskDefinition())
                        .map(Arn::account)
                        .map(aws::inAccount)
                        .orElse(aws),
                unanswered);
    }

    private BuildDeployment(
            ServiceRef service,
            @CheckForNull String deployment,
            boolean changed,
            String previousTaskDefinition,
            @CheckForNull String taskDefinition,
            @CheckForNull Integer desiredCount,
            KnownAws aws,
            @CheckForNull UnansweredUpdate unanswered) {
        this.cluster = service.cluster();
        this.service = service.service();
        this.deployment = deployment;
        this.changed = changed;
        this.previousTaskDefinition = previousTaskDefinition;
        this.taskDefinition = taskDefinition;
        this.desiredCount = desiredCount;
        this.aws = aws;
        this.unansweredTaskDefinition = unanswered == null ? null : unanswered.taskDefinition();
        this.unansweredKnown = unanswered == null ? null : unanswered.known();
        this.unansweredDeploys = unanswered != null && unanswered.deploys();
    }

    /** The same after another update by this build: the previous task definition stays that before the first update. */
    BuildDeployment after(BuildDeployment earlier) {
        BuildDeployment later = new BuildDeployment(
                service(),
                deployment,
                changed,
                earlier.previousTaskDefinition,
                taskDefinition,
                desiredCount,
                aws,
                unanswered().orElse(null));
        if (deployment != null && deployment.equals(earlier.deployment)) { // a rollback stops it: its events continue
            later.reported = earlier.reported;
            later.rollbackAskedBy = earlier.rollbackAskedBy;
        }
        return later;
    }

    /** The update, if it has no answer: whether it was carried out is not known. */
    public Optional<UnansweredUpdate> unanswered() {
        return unansweredTaskDefinition == null || unansweredKnown == null
                ? Optional.empty()
                : Optional.of(new UnansweredUpdate(unansweredTaskDefinition, unansweredKnown, unansweredDeploys));
    }

    /** Whether this may be the service of these names there: a place of which not all is known may be the same. */
    boolean mayBe(ServiceRef named, KnownAws there) {
        return isNamed(named) && aws.mayBeAt(there);
    }

    /** Whether a step may mean it by these names, wherever it is. */
    boolean isNamed(ServiceRef named) {
        return hasNames(named) && isIn(AwsPlace.ofArn(named.service())) && isIn(AwsPlace.ofArn(named.cluster()));
    }

    /** Whether AWS was called in the same way. */
    boolean isCalledAs(KnownAws there) {
        return aws.equals(there);
    }

    /** Whether both are the same service. */
    boolean isSameServiceAs(BuildDeployment other) {
        return hasNames(other.service()) && aws.mayBeAt(other.aws);
    }

    private boolean hasNames(ServiceRef named) {
        return Arn.name(cluster).equals(Arn.name(named.cluster()))
                && Arn.name(service).equals(Arn.name(named.service()));
    }

    private boolean isIn(AwsPlace other) {
        return AwsPlace.ofArn(previousTaskDefinition).maybe(other);
    }

    public ServiceRef service() {
        return new ServiceRef(cluster, service);
    }

    /** Empty if the update started none. */
    public Optional<DeploymentId> deployment() {
        return Optional.ofNullable(deployment).map(DeploymentId::new);
    }

    /** ARN of the task definition that the service ran before this build. */
    public String previousTaskDefinition() {
        return previousTaskDefinition;
    }

    /** What a wait of this build has to know. */
    public ServiceToAwait toAwait() {
        return new ServiceToAwait(
                service(),
                deployment(),
                changed,
                desiredCount == null ? OptionalInt.empty() : OptionalInt.of(desiredCount),
                Optional.of(previousTaskDefinition),
                reported.copy(),
                unanswered(),
                Optional.ofNullable(taskDefinition));
    }

    void reported(ReportedEvents events) {
        reported = events.copy();
    }

    void rollbackAskedBy(String step) {
        rollbackAskedBy = step;
    }

    Optional<String> rollbackAskedBy() {
        return Optional.ofNullable(rollbackAskedBy);
    }

    boolean is(DeploymentId other) {
        return other.value().equals(deployment);
    }

    /** How to call AWS about it. */
    public KnownAws aws() {
        return aws;
    }
}
