package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceDeployment;

/**
 * Early success criteria: a rolling deployment is complete once a percentage of its tasks is healthy. ECS scales it up
 * further afterwards (API reference, DeploymentEarlySuccessCriteria; developer guide, "Complete Amazon ECS rolling
 * deployments early with early success criteria").
 */
final class EarlySuccess {

    private EarlySuccess() {}

    /** Whether the course has enough healthy tasks to be complete. */
    static boolean isMet(EcsService service, ServiceDeployment course) {
        JsonNode criteria = criteria(course);
        return course.inProgress()
                && course.settings().rolling()
                && criteria.path("enable").asBoolean()
                && service.inService(course.target()) * 100
                        >= criteria.path("healthyPercent").asInt() * service.desiredCount();
    }

    /** Whether the earlier tasks may outlive the deployment; with BLOCKING they have to be gone first. */
    static boolean defersCleanUp(ServiceDeployment course) {
        return criteria(course).path("sourceServiceRevisionCleanup").asText().equals("DEFERRED");
    }

    private static JsonNode criteria(ServiceDeployment course) {
        return course.settings().configuration().path("earlySuccessCriteria");
    }
}
