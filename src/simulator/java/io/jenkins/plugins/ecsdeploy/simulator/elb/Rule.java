package io.jenkins.plugins.ecsdeploy.simulator.elb;

import java.util.Comparator;
import java.util.List;

/** A listener rule; the one of a listener's default actions has the priority {@code default}. */
public record Rule(String arn, String listenerArn, String priority, List<Condition> conditions, List<Action> actions) {

    /** As a load balancer evaluates them: by priority, the default rule last (user guide, "Rule priority"). */
    static final Comparator<Rule> EVALUATION =
            Comparator.comparingInt(rule -> rule.isDefault() ? Integer.MAX_VALUE : Integer.parseInt(rule.priority()));

    /** @param header its name, for {@code http-header}; else empty */
    public record Condition(String field, String header, List<String> values) {

        public Condition(String field, List<String> values) {
            this(field, "", values);
        }
    }

    boolean isDefault() {
        return priority.equals("default");
    }

    Rule withActions(List<Action> changed) {
        return new Rule(arn, listenerArn, priority, conditions, List.copyOf(changed));
    }
}
