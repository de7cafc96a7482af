package io.jenkins.plugins.ecsdeploy.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What was answered before, to be given again as a stale answer. Thread-safe. */
final class EarlierAnswers {

    private static final String DESCRIBE = "ecs:DescribeServices";
    private static final String UPDATE = "ecs:UpdateService";

    private final Map<String, AwsJson.Answer> answers = new ConcurrentHashMap<>();

    /** @return the same answer */
    AwsJson.Answer remember(AwsJson.Answer answer, String operation, String request) {
        answers.put(operation + request, answer);
        if (operation.equals(DESCRIBE)) {
            answers.put(DESCRIBE, answer);
        }
        return answer;
    }

    /** @return the answer itself if there is no earlier one */
    AwsJson.Answer insteadOf(AwsJson.Answer answer, String operation, String request) {
        if (!operation.equals(UPDATE)) {
            return answers.getOrDefault(operation + request, answer);
        }
        AwsJson.Answer described = answers.get(DESCRIBE);
        if (described == null) {
            return answer;
        }
        JsonNode service = AwsJson.read(described.body()).path("services").path(0);
        ObjectNode stale = JsonNodeFactory.instance.objectNode();
        stale.set("service", service);
        return AwsJson.ok(stale);
    }
}
