package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.Timeline;
import java.util.ArrayList;
import java.util.List;

/** Many small services, one task each and no load balancer, for trying how waiting scales. */
public final class FleetSeed {

    public static final String CLUSTER = "fleet";

    /** @param deployment the PRIMARY's id, {@code ecs-svc/N}, as UpdateService answers it */
    public record Update(String service, String deployment) {}

    private final Timeline timeline;
    private final EcsApi ecs;
    private final List<String> services = new ArrayList<>();

    public FleetSeed(Timeline timeline, EcsApi ecs) {
        this.timeline = timeline;
        this.ecs = ecs;
    }

    /** Makes services {@code service-00000} and on, which begin to start their tasks now. */
    public List<String> plant(int count) {
        return timeline.caughtUp(() -> {
            ecs.call("CreateCluster", Json.object().put("clusterName", CLUSTER));
            ObjectNode definition = Json.object()
                    .put("family", CLUSTER)
                    .put("networkMode", "awsvpc")
                    .put("cpu", "256")
                    .put("memory", "512");
            definition.set("requiresCompatibilities", Json.texts(List.of("FARGATE")));
            definition
                    .putArray("containerDefinitions")
                    .addObject()
                    .put("name", "web")
                    .put("image", "public.ecr.aws/nginx/nginx:1.28");
            ecs.call("RegisterTaskDefinition", definition);
            for (int number = 0; number < count; number++) {
                String name = String.format("service-%05d", number);
                services.add(name);
                ObjectNode service = Json.object()
                        .put("cluster", CLUSTER)
                        .put("serviceName", name)
                        .put("taskDefinition", CLUSTER)
                        .put("desiredCount", 1)
                        .put("launchType", "FARGATE");
                service.putObject("networkConfiguration")
                        .putObject("awsvpcConfiguration")
                        .set("subnets", Json.texts(List.of("subnet-0aaa1111")));
                ecs.call("CreateService", service);
            }
            return List.copyOf(services);
        });
    }

    /** Forces a new deployment of all of them, in-process: no request is counted. */
    public List<Update> updateAll() {
        return timeline.caughtUp(() -> services.stream()
                .map(name -> new Update(
                        name,
                        ecs.call(
                                        "UpdateService",
                                        Json.object()
                                                .put("cluster", CLUSTER)
                                                .put("service", name)
                                                .put("forceNewDeployment", true))
                                .at("/service/deployments/0/id")
                                .asText()))
                .toList());
    }
}
