package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsArns;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsIds;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenarios;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Deployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.LoadBalancerBinding;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceDeployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceRevision;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.task.Images;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition.TaskDefinition;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes a service's new deployment: its revision, its entry in {@code deployments[]} and its service deployment. */
public final class DeploymentFactory {

    private final EventTimeline timeline;
    private final EcsArns arns;
    private final EcsIds ids;
    private final Images images;
    private final TrafficSplit split;
    private final Scenarios scenarios;

    public DeploymentFactory(
            EventTimeline timeline, EcsArns arns, EcsIds ids, Images images, TrafficSplit split, Scenarios scenarios) {
        this.timeline = timeline;
        this.arns = arns;
        this.ids = ids;
        this.images = images;
        this.split = split;
        this.scenarios = scenarios;
    }

    /** The new deployment is PRIMARY at once, and its course PENDING; one in progress goes no further. */
    public ServiceDeployment make(EcsService service, TaskDefinition definition) {
        String cluster = service.clusterName();
        String number = ids.deploymentNumber();
        ServiceRevision revision = new ServiceRevision(
                number,
                arns.serviceRevision(
                        cluster,
                        service.name(),
                        scenarios.areRevisionsNumberedOtherwise() ? ids.deploymentNumber() : number),
                definition,
                service.settings().deepCopy(),
                split.registrations(service),
                images.resolved(definition),
                timeline.now());
        Scenario scenario = scenarios.of(cluster, service.name(), definition);
        Deployment deployment = new Deployment(revision, scenario, timeline.now());
        ServiceDeployment course = new ServiceDeployment(
                arns.serviceDeployment(cluster, service.name(), ids.serviceDeployment()),
                sources(service),
                deployment,
                service.deploymentSettings(),
                timeline.now());
        service.ongoing().ifPresent(ServiceDeployment::supersede);
        service.deployments().forEach(older -> older.primary(false, timeline.now()));
        service.add(deployment, course);
        return course;
    }

    /** The task set that a service under the CODE_DEPLOY controller is created with; it is PRIMARY. */
    public Deployment makeFirstTaskSet(EcsService service, TaskDefinition definition) {
        return addTaskSet(service, definition, service.settings(), split.registrations(service), null);
    }

    /** A replacement task set, ACTIVE until it is promoted. */
    public Deployment makeTaskSet(
            EcsService service,
            TaskDefinition definition,
            ObjectNode settings,
            String targetGroupArn,
            String externalId) {
        List<ServiceRevision.Registration> targets = LoadBalancerBinding.of(settings).stream()
                .map(binding -> new ServiceRevision.Registration(targetGroupArn, binding))
                .toList();
        Deployment set = addTaskSet(service, definition, settings, targets, externalId);
        set.primary(false, timeline.now());
        return set;
    }

    private Deployment addTaskSet(
            EcsService service,
            TaskDefinition definition,
            ObjectNode settings,
            List<ServiceRevision.Registration> targets,
            String externalId) {
        String cluster = service.clusterName();
        String number = ids.deploymentNumber();
        ServiceRevision revision = new ServiceRevision(
                number,
                arns.serviceRevision(cluster, service.name(), number),
                definition,
                settings.deepCopy(),
                targets,
                images.resolved(definition),
                timeline.now());
        Deployment set = new Deployment(revision, scenarios.of(cluster, service.name(), definition), timeline.now());
        set.externalId(externalId);
        set.launch();
        service.add(set);
        return set;
    }

    /** What runs now; first what has the production traffic or has completed before. */
    private List<ServiceRevision> sources(EcsService service) {
        List<Deployment> running = new ArrayList<>(service.deployments());
        running.removeIf(deployment -> !deployment.proven() && !service.hasTasks(deployment));
        running.sort(Comparator.comparing((Deployment deployment) -> !split.isLive(deployment.revision()))
                .thenComparing(deployment -> !deployment.proven()));
        return running.stream().map(Deployment::revision).toList();
    }
}
