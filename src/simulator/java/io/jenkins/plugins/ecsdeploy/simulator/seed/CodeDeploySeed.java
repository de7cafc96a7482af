package io.jenkins.plugins.ecsdeploy.simulator.seed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.codedeploy.CodeDeployView;
import io.jenkins.plugins.ecsdeploy.simulator.codedeploy.SimulatedCodeDeploy;

/**
 * The webshop's application and deployment group, by the names that awscli and GitHub's action take if none are given:
 * {@code AppECS-CLUSTER-SERVICE} and {@code DgpECS-CLUSTER-SERVICE}.
 */
public final class CodeDeploySeed {

    public static final String APPLICATION = "AppECS-" + WebshopSeed.CLUSTER + "-" + WebshopSeed.SERVICE;
    public static final String GROUP = "DgpECS-" + WebshopSeed.CLUSTER + "-" + WebshopSeed.SERVICE;

    private CodeDeploySeed() {}

    /** @param seed says how long to wait as Ready and before the original task set ends */
    public static void plant(SimulatedCodeDeploy codeDeploy, WebshopSeed.Webshop webshop, WebshopSeed seed) {
        codeDeploy.answer(
                "CreateApplication",
                CodeDeployView.object().put("applicationName", APPLICATION).put("computePlatform", "ECS"));
        ObjectNode group = CodeDeployView.object()
                .put("applicationName", APPLICATION)
                .put("deploymentGroupName", GROUP)
                .put("deploymentConfigName", "CodeDeployDefault.ECSAllAtOnce")
                .put("serviceRoleArn", webshop.infrastructureRoleArn());
        group.putObject("autoRollbackConfiguration")
                .put("enabled", seed.rollsBack())
                .putArray("events")
                .add("DEPLOYMENT_FAILURE")
                .add("DEPLOYMENT_STOP_ON_ALARM")
                .add("DEPLOYMENT_STOP_ON_REQUEST");
        group.putObject("deploymentStyle")
                .put("deploymentType", "BLUE_GREEN")
                .put("deploymentOption", "WITH_TRAFFIC_CONTROL");
        ObjectNode blueGreen = group.putObject("blueGreenDeploymentConfiguration");
        blueGreen
                .putObject("deploymentReadyOption")
                .put("actionOnTimeout", seed.readyWaitMinutes() > 0 ? "STOP_DEPLOYMENT" : "CONTINUE_DEPLOYMENT")
                .put("waitTimeInMinutes", seed.readyWaitMinutes());
        blueGreen
                .putObject("terminateBlueInstancesOnDeploymentSuccess")
                .put("action", "TERMINATE")
                .put("terminationWaitTimeInMinutes", seed.bakeMinutes());
        ObjectNode pair = group.putObject("loadBalancerInfo")
                .putArray("targetGroupPairInfoList")
                .addObject();
        pair.putArray("targetGroups").addObject().put("name", "webshop-blue");
        pair.withArray("targetGroups").addObject().put("name", "webshop-green");
        pair.putObject("prodTrafficRoute").putArray("listenerArns").add(listener(webshop.productionRuleArn()));
        pair.putObject("testTrafficRoute").putArray("listenerArns").add(listener(webshop.testRuleArn()));
        group.putArray("ecsServices")
                .addObject()
                .put("clusterName", WebshopSeed.CLUSTER)
                .put("serviceName", WebshopSeed.SERVICE);
        codeDeploy.answer("CreateDeploymentGroup", group);
    }

    /** A rule's ARN is its listener's and one part more. */
    private static String listener(String ruleArn) {
        String listener = ruleArn.replace(":listener-rule/", ":listener/");
        return listener.substring(0, listener.lastIndexOf('/'));
    }
}
