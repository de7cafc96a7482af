package io.jenkins.plugins.ecsdeploy.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedReads;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedService;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;

/** Whether Application Auto Scaling keeps a service's count (API reference, DescribeScalableTargets). */
final class ScalableTargets {

    static final String ACTION = "application-autoscaling:DescribeScalableTargets";

    private final SignedReads reads;

    ScalableTargets(SignedReads reads) {
        this.reads = reads;
    }

    boolean scale(ServiceRef service) throws InterruptedException {
        String id = "service/" + Arn.name(service.cluster()) + "/" + Arn.name(service.service());
        ObjectNode asked = JsonNodeFactory.instance.objectNode().put("ServiceNamespace", "ecs");
        asked.putArray("ResourceIds").add(id);
        asked.put("ScalableDimension", "ecs:service:DesiredCount");
        JsonNode answer = reads.json(SignedService.APPLICATION_AUTO_SCALING, ACTION, service.toString(), asked);
        return answer.path("ScalableTargets").size() > 0;
    }
}
