package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.EcsTimings;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenarios;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Deployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceDeployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceRevision;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.util.Optional;

/**
 * Puts a service back on the deployment that completed last: that one is PRIMARY again under its own id, with the
 * reason "ECS deployment circuit breaker: rolling back to deploymentId …", and the failed one is ACTIVE with FAILED
 * until its tasks are gone (describe-services outputs in users' write-ups; the restored revision keeps its tasks).
 */
public final class Rollbacks {

    /** As Terraform's acceptance test expects it of a first deployment that fails. */
    private static final String NO_CANDIDATE = "No rollback candidate was found to run the rollback.";

    private final EventTimeline timeline;
    private final EcsTimings timings;
    private final Scenarios scenarios;
    private final TrafficSplit split;

    public Rollbacks(EventTimeline timeline, EcsTimings timings, Scenarios scenarios, TrafficSplit split) {
        this.timeline = timeline;
        this.timings = timings;
        this.scenarios = scenarios;
        this.split = split;
    }

    /**
     * @param reason of the service deployment's end
     * @param by who rolls back, as the restored deployment's rolloutStateReason begins
     */
    void start(EcsService service, ServiceDeployment course, String reason, String by) {
        Deployment failed = course.target();
        Optional<Deployment> candidate = service.deployments().stream()
                .filter(deployment -> deployment != failed && deployment.proven())
                .findFirst();
        if (candidate.isEmpty()) {
            course.end(ServiceDeployment.Status.ROLLBACK_FAILED, NO_CANDIDATE, timeline.now());
            return;
        }
        Deployment restored = candidate.get();
        failed.primary(false, timeline.now());
        restored.primary(true, timeline.now());
        restored.rollout(
                Deployment.Rollout.IN_PROGRESS,
                by + ": rolling back to deploymentId " + restored.id() + ".",
                timeline.now());
        ServiceRevision.DEPLOYED_MEMBERS.forEach(member -> {
            service.settings().remove(member);
            Json.copy(restored.revision().settings(), service.settings(), member);
        });
        boolean fails = scenarios.doesRollbackFail(service.clusterName(), service.name());
        course.rollBack(new ServiceDeployment.Rollback(
                reason, timeline.now(), restored.revision().arn(), fails));
        if (fails) {
            timeline.after(timings.stage(), () -> fail(course, restored));
        }
        service.events().rollingBack(restored, timeline.now());
        if (course.stage() != null) {
            split.shiftAll(restored.revision());
        }
    }

    /** The simulator's wording: no public text of a failed rollback was found. */
    private void fail(ServiceDeployment course, Deployment restored) {
        if (course.status() == ServiceDeployment.Status.ROLLBACK_IN_PROGRESS && !course.superseded()) {
            String reason = "Service deployment rollback failed. " + course.statusReason();
            restored.rollout(Deployment.Rollout.FAILED, "ECS deployment rollback failed.", timeline.now());
            course.end(ServiceDeployment.Status.ROLLBACK_FAILED, reason, timeline.now());
        }
    }
}
