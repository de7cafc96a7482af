package io.jenkins.plugins.ecsdeploy.simulator.elb;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An action of a listener or rule.
 *
 * @param weights target group ARN → weight, for {@code forward}
 * @param response null unless {@code fixed-response}
 */
public record Action(String type, Map<String, Integer> weights, FixedResponse response) {

    public record FixedResponse(String statusCode, String contentType, String messageBody) {}

    public Action {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    }

    public static Action forward(Map<String, Integer> weights) {
        return new Action("forward", weights, null);
    }

    public static Action fixedResponse(String statusCode) {
        return new Action("fixed-response", Map.of(), new FixedResponse(statusCode, null, null));
    }

    static Map<String, Integer> weightsOf(List<Action> actions) {
        return actions.stream()
                .filter(action -> action.type().equals("forward"))
                .findFirst()
                .map(Action::weights)
                .orElse(Map.of());
    }
}
