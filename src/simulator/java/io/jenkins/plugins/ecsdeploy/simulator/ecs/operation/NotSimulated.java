package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;

/**
 * Settings that would change how a service deploys and that the simulator can't act on. It refuses them, so that nobody
 * takes a deployment for one it was not; the code is the API's own for features a service doesn't have.
 */
final class NotSimulated {

    private NotSimulated() {}

    /** @throws AwsError UnsupportedFeatureException */
    static void refuse(ObjectNode settings) {
        String controller = settings.path("deploymentController").path("type").asText("ECS");
        refuse(controller.equals("EXTERNAL"), controller + " deployment controller");
        String scheduling = settings.path("schedulingStrategy").asText("REPLICA");
        refuse(!scheduling.equals("REPLICA"), scheduling + " services");
    }

    private static void refuse(boolean asked, String what) {
        if (asked) {
            throw AwsError.client("UnsupportedFeatureException", "The simulator has no " + what + ".");
        }
    }
}
