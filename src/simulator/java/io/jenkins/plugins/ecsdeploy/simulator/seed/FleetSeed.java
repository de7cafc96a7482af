package io.jenkins.plugins.ecsdeploy.simulator.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsApi;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Many small services, one task each, for trying how waiting scales: rolling without a load balancer, or blue/green
 * behind one that they share. All is done in-process: no request is counted.
 */
public final class FleetSeed {

    public static final String CLUSTER = "fleet";

    private static final Duration RUNNING_SINCE = Duration.ofHours(1);

    /** @param deployment the PRIMARY's id, {@code ecs-svc/N}, as UpdateService answers it */
    public record Update(String service, String deployment) {}

    private final EventTimeline timeline;
    private final EcsApi ecs;
    private final FleetBalancer balancer;
    private final List<String> services = new ArrayList<>();

    public FleetSeed(EventTimeline timeline, EcsApi ecs, FleetBalancer balancer) {
        this.timeline = timeline;
        this.ecs = ecs;
        this.balancer = balancer;
    }

    /** Makes services, named {@code service-00000} and so on, which begin to start their tasks now. */
    public List<String> plant(int count) {
        return timeline.caughtUp(() -> make(count, 0));
    }

    /** Makes the same services, running steadily since an hour ago. The timeline must be new. */
    public List<String> plantSteady(int count) {
        timeline.since(RUNNING_SINCE, () -> make(count, 0));
        return List.copyOf(services);
    }

    /** Makes services that deploy blue/green, running steadily since an hour ago. The timeline must be new. */
    public List<String> plantBlueGreen(int count, int bakeMinutes) {
        timeline.since(RUNNING_SINCE, () -> make(count, bakeMinutes));
        return List.copyOf(services);
    }

    private List<String> make(int count, int bakeMinutes) {
        ecs.call("CreateCluster", Json.object().put("clusterName", CLUSTER));
        ecs.call("RegisterTaskDefinition", definition());
        for (int number = 0; number < count; number++) {
            String name = String.format("service-%05d", number);
            services.add(name);
            ObjectNode service = service(name);
            if (bakeMinutes > 0) {
                service.putObject("deploymentConfiguration")
                        .put("strategy", "BLUE_GREEN")
                        .put("bakeTimeInMinutes", bakeMinutes);
                service.putArray("loadBalancers").add(balancer.wire(name));
            }
            ecs.call("CreateService", service);
        }
        return List.copyOf(services);
    }

    private static ObjectNode definition() {
        ObjectNode definition = Json.object()
                .put("family", CLUSTER)
                .put("networkMode", "awsvpc")
                .put("cpu", "256")
                .put("memory", "512");
        definition.set("requiresCompatibilities", Json.texts(List.of("FARGATE")));
        definition
                .putArray("containerDefinitions")
                .addObject()
                .put("name", FleetBalancer.CONTAINER)
                .put("image", "public.ecr.aws/nginx/nginx:1.28")
                .putArray("portMappings")
                .addObject()
                .put("containerPort", FleetBalancer.PORT);
        return definition;
    }

    private static ObjectNode service(String name) {
        ObjectNode service = Json.object()
                .put("cluster", CLUSTER)
                .put("serviceName", name)
                .put("taskDefinition", CLUSTER)
                .put("desiredCount", 1)
                .put("launchType", "FARGATE");
        service.putObject("networkConfiguration")
                .putObject("awsvpcConfiguration")
                .set("subnets", Json.texts(List.of("subnet-0aaa1111")));
        return service;
    }

    /** Forces a new deployment of all of them at once. */
    public List<Update> updateAll() {
        return services.stream().map(this::update).toList();
    }

    /** Forces a new deployment of one of them. */
    public Update update(String service) {
        ObjectNode request =
                Json.object().put("cluster", CLUSTER).put("service", service).put("forceNewDeployment", true);
        return timeline.caughtUp(() -> new Update(
                service,
                ecs.call("UpdateService", request)
                        .at("/service/deployments/0/id")
                        .asText()));
    }

    /**
     * How many services' newest listed deployments are at which lifecycle stage; rolling ones, and those that have
     * ended, at their status.
     */
    public Map<String, Long> stages() {
        return timeline.caughtUp(() -> services.stream()
                .map(this::newest)
                .map(newest -> newest.has("lifecycleStage") && !newest.has("finishedAt")
                        ? newest.get("lifecycleStage").asText()
                        : newest.get("status").asText())
                .collect(Collectors.groupingBy(stage -> stage, TreeMap::new, Collectors.counting())));
    }

    /** When each service's newest listed deployment ended; without those still in progress. */
    public Map<String, Instant> ends() {
        return timeline.caughtUp(() -> {
            Map<String, Instant> ends = new TreeMap<>();
            for (String service : services) {
                JsonNode end = newest(service).path("finishedAt");
                if (!end.isMissingNode()) {
                    ends.put(service, Json.time(end));
                }
            }
            return ends;
        });
    }

    private JsonNode newest(String service) {
        JsonNode listed = ecs.call(
                "ListServiceDeployments", Json.object().put("cluster", CLUSTER).put("service", service));
        ObjectNode request = Json.object();
        request.putArray("serviceDeploymentArns")
                .add(listed.at("/serviceDeployments/0/serviceDeploymentArn").asText());
        return ecs.call("DescribeServiceDeployments", request).at("/serviceDeployments/0");
    }
}
