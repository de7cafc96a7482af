package io.jenkins.plugins.ecsdeploy.simulator.ecs.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceRevision;

/** A service revision as DescribeServiceRevisions shows it. */
public final class ServiceRevisionView {

    private ServiceRevisionView() {}

    public static ObjectNode of(EcsService service, ServiceRevision revision) {
        ObjectNode view = Json.object();
        ObjectNode settings = revision.settings();
        view.put("serviceRevisionArn", revision.arn());
        view.put("serviceArn", service.arn());
        view.put("clusterArn", service.clusterArn());
        view.put("taskDefinition", revision.taskDefinition().arn());
        Json.copy(settings, view, "capacityProviderStrategy");
        Json.text(view, "launchType", LaunchCapacity.launchType(settings));
        if (LaunchCapacity.launchType(settings).equals("FARGATE")) {
            view.put("platformVersion", "1.4.0");
            view.put("platformFamily", "Linux");
        }
        Json.copy(settings, view, "loadBalancers", "serviceRegistries", "networkConfiguration");
        ArrayNode images = view.putArray("containerImages");
        for (ServiceRevision.ContainerImage image : revision.images()) {
            ObjectNode one = images.addObject();
            one.put("containerName", image.containerName());
            Json.text(one, "imageDigest", image.digest());
            one.put("image", image.image());
        }
        view.put("guardDutyEnabled", false);
        Json.copy(settings, view, "serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations");
        Json.time(view, "createdAt", revision.createdAt());
        ArrayNode resolved = view.putObject("resolvedConfiguration").putArray("loadBalancers");
        for (ServiceRevision.Registration target : revision.targets()) {
            ObjectNode one = resolved.addObject();
            one.put("targetGroupArn", target.targetGroupArn());
            Json.text(one, "productionListenerRule", target.binding().productionListenerRule());
        }
        return view;
    }
}
