package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalValues;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.NearestName;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TextPart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the value of a placeholder: the user's, else AWS' or the environment's, else the placeholder's own default. As in a shell,
 * {@code :-} also replaces an empty value, {@code :?} refuses one, and {@code :+} replaces any other.
 */
public final class PlaceholderValues {

    private static final String NOT_READ =
            "it is in AWS, and nothing was read from there: give it as a value of this name";

    private record Missing(TextPart.Placeholder placeholder, FieldPath path) {

        int offset() {
            return placeholder.offset();
        }
    }

    private final Map<String, String> values;
    private final ExternalValues external;
    private final BuildVariables environment;
    /** Names of values that no placeholder has used so far. */
    private final Set<String> unused;

    private final Map<String, List<Missing>> missing = new LinkedHashMap<>();

    /**
     * @param values given by the user, by name
     * @param external what was read from AWS, for names that say so
     * @param environment the build's environment, asked for what the user did not give
     */
    public PlaceholderValues(Map<String, String> values, ExternalValues external, BuildVariables environment) {
        this.values = values;
        this.external = external;
        this.environment = environment;
        this.unused = new LinkedHashSet<>(values.keySet());
    }

    /** The value of a placeholder, or nothing if there is none. */
    public Optional<String> find(TextPart.Placeholder placeholder) {
        String value = given(placeholder.name());
        if (value == null && placeholder.isExternal()) {
            if (external.refused().containsKey(placeholder.name())) {
                return Optional.empty();
            }
            value = external.found().get(placeholder.name());
        } else if (value == null) {
            value = environment.get(placeholder.name());
        }
        boolean none = value == null || value.isEmpty();
        if (placeholder.replacement() != null) {
            value = none ? "" : placeholder.replacement();
        } else if (none && placeholder.fallback() != null) {
            value = placeholder.fallback();
        } else if (none && placeholder.refusal() != null) {
            value = null;
        }
        return Optional.ofNullable(value);
    }

    /** The value of what only looks like a placeholder: there is one only if the user gave one of exactly this name. */
    public Optional<String> find(TextPart.LookAlike lookAlike) {
        return lookAlike.name().isEmpty() ? Optional.empty() : Optional.ofNullable(given(lookAlike.name()));
    }

    @CheckForNull
    private String given(String name) {
        String value = values.get(name);
        if (value != null) {
            unused.remove(name);
        }
        return value;
    }

    /** Names of the values that no placeholder has used so far, in the order in which they were given. */
    public Set<String> unused() {
        return Collections.unmodifiableSet(unused);
    }

    /** Remembers that a placeholder has no value, for {@link #reportMissing}. */
    void miss(TextPart.Placeholder placeholder, FieldPath path) {
        missing.computeIfAbsent(placeholder.name(), name -> new ArrayList<>()).add(new Missing(placeholder, path));
    }

    /** One fault for each name without a value, naming all its places. */
    public void reportMissing(Findings findings) {
        missing.forEach((name, places) -> {
            TextPart.Placeholder first = places.get(0).placeholder();
            StringBuilder message = new StringBuilder("no value for ").append(first.written());
            for (int i = 1; i < places.size(); i++) {
                message.append(i == 1 ? " (also at " : ", ")
                        .append(findings.positionOf(places.get(i).offset()));
            }
            message.append(places.size() > 1 ? ")" : "");
            String refusal = refusal(places);
            if (first.isExternal()) {
                message.append(refusal == null ? "" : ": " + refusal)
                        .append(": ")
                        .append(external.why(name).orElse(NOT_READ));
            } else if (refusal == null) {
                message.append(new NearestName(values.keySet()).question(name))
                        .append(environment
                                .why(name)
                                .map(why -> ": " + name + " " + why + ", so it is not taken. Give it as a value")
                                .orElse(": give it as a value or in the build's environment"));
                if (first.written().startsWith("${")) {
                    message.append(", or write ${").append(name).append(":-default}; for a literal ${ write $${");
                }
            } else {
                message.append(": ").append(refusal);
            }
            findings.fault(first.offset(), places.get(0).path(), message.toString());
        });
    }

    /** What the template's author says about a missing value, if one of its places has such a message. */
    @CheckForNull
    private static String refusal(List<Missing> places) {
        for (Missing place : places) {
            String refusal = place.placeholder().refusal();
            if (refusal != null) {
                return refusal.isBlank() ? "the template needs one that is not empty" : refusal;
            }
        }
        return null;
    }
}
