package io.jenkins.plugins.ecsdeploy.simulator.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A deployment group for one ECS service.
 *
 * @param id a UUID
 * @param settings the members of CreateDeploymentGroup, with {@code computePlatform} ECS
 */
record SimulatedDeploymentGroup(String id, String application, String name, ObjectNode settings) {

    String cluster() {
        return settings.at("/ecsServices/0/clusterName").asText();
    }

    String service() {
        return settings.at("/ecsServices/0/serviceName").asText();
    }

    /** {@code cluster:service}. */
    String targetId() {
        return cluster() + ":" + service();
    }

    /** Names of the two target groups. */
    List<String> targetGroupNames() {
        List<String> names = new ArrayList<>();
        pair().path("targetGroups")
                .forEach(group -> names.add(group.path("name").asText()));
        return names;
    }

    List<String> productionListeners() {
        return listeners("prodTrafficRoute");
    }

    List<String> testListeners() {
        return listeners("testTrafficRoute");
    }

    String config() {
        return settings.path("deploymentConfigName").asText("CodeDeployDefault.ECSAllAtOnce");
    }

    /** How long a deployment waits as Ready; zero if traffic is shifted at once (DeploymentReadyOption). */
    Duration readyWait() {
        JsonNode option = settings.at("/blueGreenDeploymentConfiguration/deploymentReadyOption");
        return option.path("actionOnTimeout").asText().equals("STOP_DEPLOYMENT")
                ? Duration.ofMinutes(option.path("waitTimeInMinutes").asInt())
                : Duration.ZERO;
    }

    Duration terminationWait() {
        return Duration.ofMinutes(settings.at("/blueGreenDeploymentConfiguration"
                        + "/terminateBlueInstancesOnDeploymentSuccess/terminationWaitTimeInMinutes")
                .asInt());
    }

    boolean keepsBlue() {
        return settings.at("/blueGreenDeploymentConfiguration/terminateBlueInstancesOnDeploymentSuccess/action")
                .asText()
                .equals("KEEP_ALIVE");
    }

    private JsonNode pair() {
        return settings.at("/loadBalancerInfo/targetGroupPairInfoList/0");
    }

    private List<String> listeners(String route) {
        List<String> arns = new ArrayList<>();
        pair().path(route).path("listenerArns").forEach(arn -> arns.add(arn.asText()));
        return arns;
    }
}
