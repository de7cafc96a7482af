package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsErrors;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment.DeploymentFactory;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment.ServiceScheduler;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Clusters;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Deployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceRevision;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition.TaskDefinition;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.util.List;
import java.util.Optional;

/**
 * The task sets of services under the CODE_DEPLOY controller, as CodeDeploy makes, promotes and deletes them (API
 * reference, CreateTaskSet, UpdateServicePrimaryTaskSet, DeleteTaskSet).
 */
public final class TaskSets {

    /**
     * A task set as it is now.
     *
     * @param status PRIMARY, ACTIVE or DRAINING
     * @param targetGroupArn where its tasks are registered
     * @param steady whether all its tasks run and are healthy
     */
    public record TaskSet(
            String id,
            String status,
            String taskDefinition,
            String targetGroupArn,
            int desired,
            int pending,
            int running,
            boolean steady) {}

    private final EventTimeline timeline;
    private final Clusters clusters;
    private final ServiceRules rules;
    private final DeploymentFactory deployments;
    private final ServiceScheduler scheduler;

    public TaskSets(
            EventTimeline timeline,
            Clusters clusters,
            ServiceRules rules,
            DeploymentFactory deployments,
            ServiceScheduler scheduler) {
        this.timeline = timeline;
        this.clusters = clusters;
        this.rules = rules;
        this.deployments = deployments;
        this.scheduler = scheduler;
    }

    /** Whether there is such a service, under the CODE_DEPLOY controller. */
    public boolean manages(String cluster, String service) {
        return find(cluster, service).filter(EcsService::codeDeploy).isPresent();
    }

    public String serviceArn(String cluster, String service) {
        return service(cluster, service).arn();
    }

    /** All of a service, newest first. */
    public List<TaskSet> of(String cluster, String service) {
        EcsService owner = service(cluster, service);
        return owner.deployments().stream().map(one -> view(owner, one)).toList();
    }

    /**
     * Starts a replacement task set at the service's full scale. Without a {@code capacityProviderStrategy} among the
     * settings it has none, although the service has one (aws/containers-roadmap issues 695 and 1752, kayac/ecspresso issue
     * 313).
     *
     * @param taskDefinition an ARN or {@code family:revision}
     * @param settings members that replace those of the service, such as {@code networkConfiguration}
     * @param externalId the CodeDeploy deployment's
     * @return its id
     * @throws io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError what CreateTaskSet would answer
     */
    public String create(
            String cluster,
            String service,
            String taskDefinition,
            String targetGroupArn,
            ObjectNode settings,
            String externalId) {
        EcsService owner = service(cluster, service);
        TaskDefinition definition = rules.taskDefinition(taskDefinition);
        ObjectNode wanted = owner.settings().deepCopy();
        if (wanted.remove("capacityProviderStrategy") != null) {
            wanted.put("launchType", "FARGATE");
        }
        wanted.setAll(settings);
        if (settings.has("capacityProviderStrategy")) {
            wanted.remove("launchType");
        }
        wanted.put("taskDefinition", definition.arn());
        rules.check(wanted, definition);
        Deployment made = deployments.makeTaskSet(owner, definition, wanted, targetGroupArn, externalId);
        scheduler.reconcile(owner);
        return made.id();
    }

    /** "Any parameters that are updated on the primary task set in a service will transition to the service." */
    public void promote(String cluster, String service, String id) {
        EcsService owner = service(cluster, service);
        for (Deployment one : owner.deployments()) {
            boolean chosen = one.id().equals(id);
            one.primary(chosen, timeline.now());
            if (chosen) {
                ServiceRevision.DEPLOYED_MEMBERS.forEach(
                        member -> Json.copy(one.revision().settings(), owner.settings(), member));
            }
        }
    }

    /** Stops its tasks; it is DRAINING until they are gone. */
    public void delete(String cluster, String service, String id) {
        EcsService owner = service(cluster, service);
        owner.deployments().stream().filter(one -> one.id().equals(id)).forEach(one -> one.drain(timeline.now()));
        scheduler.reconcile(owner);
    }

    private Optional<EcsService> find(String cluster, String service) {
        return clusters.find(cluster).flatMap(one -> one.service(service)).filter(EcsService::active);
    }

    private EcsService service(String cluster, String service) {
        return find(cluster, service).orElseThrow(EcsErrors::serviceNotFound);
    }

    private static TaskSet view(EcsService owner, Deployment one) {
        List<EcsTask> tasks =
                owner.tasks().stream().filter(task -> task.deployment() == one).toList();
        int desired = one.draining() ? 0 : owner.desiredCount();
        return new TaskSet(
                one.id(),
                one.status(),
                one.revision().taskDefinition().arn(),
                one.revision().targets().stream()
                        .findFirst()
                        .map(ServiceRevision.Registration::targetGroupArn)
                        .orElse(""),
                desired,
                EcsTask.count(tasks, EcsTask::pending),
                EcsTask.count(tasks, EcsTask::running),
                owner.inService(one) >= desired);
    }
}
