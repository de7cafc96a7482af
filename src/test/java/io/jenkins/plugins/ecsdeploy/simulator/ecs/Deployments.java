package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import io.jenkins.plugins.ecsdeploy.simulator.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes a service's new deployment: its revision, its entry in {@code deployments[]} and its service deployment. */
final class Deployments {

    private final Timeline timeline;
    private final EcsArns arns;
    private final EcsIds ids;
    private final Images images;
    private final TrafficSplit split;
    private final Scenarios scenarios;

    Deployments(Timeline timeline, EcsArns arns, EcsIds ids, Images images, TrafficSplit split, Scenarios scenarios) {
        this.timeline = timeline;
        this.arns = arns;
        this.ids = ids;
        this.images = images;
        this.split = split;
        this.scenarios = scenarios;
    }

    /** The new deployment is PRIMARY at once, its course PENDING; a course that is under way goes no further. */
    ServiceDeployment make(EcsService service, TaskDefinition definition) {
        String cluster = service.cluster().name();
        String number = ids.deploymentNumber();
        ServiceRevision revision = new ServiceRevision(
                number,
                arns.serviceRevision(cluster, service.name(), number),
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
        service.underWay().ifPresent(ServiceDeployment::supersede);
        service.deployments().forEach(older -> older.primary(false, timeline.now()));
        service.add(deployment, course);
        return course;
    }

    /** What runs now, what has the production traffic or has proved itself first. */
    private List<ServiceRevision> sources(EcsService service) {
        List<Deployment> running = new ArrayList<>(service.deployments());
        running.removeIf(deployment -> !deployment.proven() && !service.hasTasks(deployment));
        running.sort(Comparator.comparing((Deployment deployment) -> !split.isLive(deployment.revision()))
                .thenComparing(deployment -> !deployment.proven()));
        return running.stream().map(Deployment::revision).toList();
    }
}
