package io.jenkins.plugins.ecsdeploy.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedReads;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;

/** Whether the CloudWatch alarms of the service exist, and are not in ALARM: then ECS ignores them. */
final class AlarmCheck implements SetupCheck {

    private static final String DESCRIBE = "cloudwatch:DescribeAlarms";

    private final SignedReads reads;

    AlarmCheck(SignedReads reads) {
        this.reads = reads;
    }

    @Override
    public void run(VerifiedService verified, VerifyReport report) throws InterruptedException {
        DeploymentAlarms alarms = verified.service().deploymentConfiguration() == null
                ? null
                : verified.service().deploymentConfiguration().alarms();
        if (alarms == null
                || !Boolean.TRUE.equals(alarms.enable())
                || alarms.alarmNames().isEmpty()) {
            return;
        }
        report.look("the alarms of the service", () -> check(alarms.alarmNames(), report));
    }

    private void check(List<String> names, VerifyReport report) throws InterruptedException {
        Map<String, String> asked = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            asked.put("AlarmNames.member." + (i + 1), names.get(i));
        }
        asked.put("AlarmTypes.member.1", "MetricAlarm");
        asked.put("AlarmTypes.member.2", "CompositeAlarm");
        JsonNode answer = reads.query(SignedService.CLOUD_WATCH, DESCRIBE, String.join(", ", names), asked);
        Map<String, String> states = new HashMap<>();
        for (String kind : List.of("MetricAlarms", "CompositeAlarms")) {
            answer.findPath(kind)
                    .forEach(alarm -> states.put(
                            alarm.path("AlarmName").asText(),
                            alarm.path("StateValue").asText()));
        }
        for (String name : names) {
            if (!states.containsKey(name)) {
                report.fault(
                        DESCRIBE,
                        "there is no CloudWatch alarm " + name + ", which the service's deploymentConfiguration names");
            } else if (states.get(name).equals("ALARM")) {
                report.warning(
                        DESCRIBE,
                        "the CloudWatch alarm " + name
                                + " is in ALARM: ECS ignores it until it has recovered, so it would"
                                + " not stop this deployment");
            }
        }
    }
}
