package io.jenkins.plugins.ecsdeploy.taskdef;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what belongs in the place of a placeholder: the user's value, else the environment's, else the placeholder's own
 * default. As in a shell, {@code :-} also takes the place of an empty value.
 */
final class PlaceholderValues {

    private record Missing(int offset, JsonPath path) {}

    private final Map<String, String> values;
    private final Map<String, String> environment;
    private final Map<String, List<Missing>> missing = new LinkedHashMap<>();

    PlaceholderValues(RenderInput input) {
        this.values = input.values();
        this.environment = input.environment();
    }

    /** The value for a placeholder, or nothing where none was given. */
    Optional<String> find(TextPart.Placeholder placeholder) {
        String value = values.get(placeholder.name());
        if (value == null) {
            value = environment.get(placeholder.name());
        }
        if (placeholder.fallback() != null && (value == null || value.isEmpty())) {
            value = placeholder.fallback();
        }
        return Optional.ofNullable(value);
    }

    /** The value for what only looks like a placeholder: there is one only where the user gave one of this very name. */
    Optional<String> find(TextPart.LookAlike lookAlike) {
        return lookAlike.name().isEmpty() ? Optional.empty() : Optional.ofNullable(values.get(lookAlike.name()));
    }

    /** Remembers that a placeholder has no value, for {@link #reportMissing}. */
    void miss(TextPart.Placeholder placeholder, JsonPath path) {
        missing.computeIfAbsent(placeholder.name(), name -> new ArrayList<>())
                .add(new Missing(placeholder.offset(), path));
    }

    /** One fault for each name without a value, naming all its places. */
    void reportMissing(Findings findings) {
        missing.forEach((name, places) -> {
            StringBuilder message =
                    new StringBuilder("no value for ${").append(name).append("}");
            for (int i = 1; i < places.size(); i++) {
                message.append(i == 1 ? " (also at " : ", ")
                        .append(findings.positionOf(places.get(i).offset()));
            }
            message.append(places.size() > 1 ? ")" : "")
                    .append(new NearestName(values.keySet()).question(name))
                    .append(": give it as a value or in the build's environment, or write ${")
                    .append(name)
                    .append(":-default}; for a literal ${ write $${");
            findings.fault(places.get(0).offset(), places.get(0).path(), message.toString());
        });
    }
}
