package io.jenkins.plugins.ecsdeploy.simulator.sts;

import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.QueryParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The parameters of an STS action, checked against the API reference; all violations are reported at once, as STS does.
 */
final class StsInput {

    private final QueryParameters parameters;
    private final List<String> violations = new ArrayList<>();

    StsInput(QueryParameters parameters) {
        this.parameters = parameters;
    }

    Optional<String> text(String name) {
        return parameters.get(name);
    }

    StsInput require(String name, int minimumLength, int maximumLength, String pattern) {
        if (text(name).isEmpty()) {
            violations.add(
                    "Value null at '" + member(name) + "' failed to satisfy constraint: Member must not be null");
        }
        return check(name, minimumLength, maximumLength, pattern);
    }

    StsInput check(String name, int minimumLength, int maximumLength, String pattern) {
        text(name).ifPresent(value -> {
            if (!value.matches(pattern)) {
                violate(name, value, "Member must satisfy regular expression pattern: " + pattern);
            }
            if (value.length() < minimumLength) {
                violate(name, value, "Member must have length greater than or equal to " + minimumLength);
            }
            if (value.length() > maximumLength) {
                violate(name, value, "Member must have length less than or equal to " + maximumLength);
            }
        });
        return this;
    }

    StsInput checkNumber(String name, int minimum, int maximum) {
        text(name).map(StsInput::number).ifPresent(value -> {
            if (value < minimum) {
                violate(name, value, "Member must have value greater than or equal to " + minimum);
            }
            if (value > maximum) {
                violate(name, value, "Member must have value less than or equal to " + maximum);
            }
        });
        return this;
    }

    int number(String name, int ifAbsent) {
        return text(name).map(StsInput::number).orElse(ifAbsent);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw AwsError.client("MalformedInput", "Could not read a number");
        }
    }

    /** @throws AwsError {@code ValidationError} if a check failed */
    void done() {
        if (!violations.isEmpty()) {
            throw AwsError.client(
                    "ValidationError",
                    violations.size() + (violations.size() == 1 ? " validation error" : " validation errors")
                            + " detected: " + String.join("; ", violations));
        }
    }

    private void violate(String name, Object value, String constraint) {
        violations.add("Value '" + value + "' at '" + member(name) + "' failed to satisfy constraint: " + constraint);
    }

    private static String member(String parameter) {
        return parameter.substring(0, 1).toLowerCase(Locale.ROOT) + parameter.substring(1);
    }
}
