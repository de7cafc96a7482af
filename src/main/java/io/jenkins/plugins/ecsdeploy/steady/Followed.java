package io.jenkins.plugins.ecsdeploy.steady;

import java.util.Optional;

/**
 * What a watch follows, settled at its first look: a deployment, or only the service's counts.
 *
 * @param taskDefinition {@code family:revision} that the deployment brings, where the service still lists it
 */
record Followed(Optional<DeploymentId> deployment, Optional<String> taskDefinition, EventCursor events) {

    /**
     * Settles it. Where no deployment is named, the PRIMARY is followed if it really goes on. ECS calls it IN_PROGRESS
     * too when it goes back to an earlier one, whose own service deployment has ended long ago: then the counts tell.
     */
    static Followed at(FirstLook first, WatchRequest request) {
        Optional<DeploymentId> named = request.deployment().or(first::deploymentInProgress);
        Observation seen = first.observe(named);
        boolean endedBefore = request.deployment().isEmpty()
                && seen.serviceDeployment()
                        .filter(ServiceDeploymentState::hasEnded)
                        .isPresent();
        Optional<DeploymentId> deployment = endedBefore ? Optional.empty() : named;
        EventCursor events = deployment
                .flatMap(id -> seen.deployment(id).map(DeploymentState::createdAt))
                .or(() -> deployment.flatMap(id -> seen.serviceDeployment().flatMap(ServiceDeploymentState::createdAt)))
                .map(EventCursor::since)
                .orElseGet(() -> EventCursor.after(seen));
        events.skip(request.toldEvents());
        return new Followed(
                deployment, deployment.flatMap(seen::deployment).map(DeploymentState::familyRevision), events);
    }

    /** What the first look needs of the service. */
    interface FirstLook {

        /** The PRIMARY, where ECS says that it is IN_PROGRESS. */
        Optional<DeploymentId> deploymentInProgress();

        Observation observe(Optional<DeploymentId> followed);
    }

    Optional<Verdict> judge(Observation seen) {
        return deployment.isPresent()
                ? DeploymentJudge.judge(deployment.get(), taskDefinition, seen)
                : DeploymentJudge.judgeCounts(seen);
    }
}
