package io.jenkins.plugins.ecsdeploy.taskdef.external;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was read for a template, by the names of its placeholders. A name that is in none of these was not looked for.
 *
 * @param found values
 * @param missing why there is no value, so that a placeholder's default stands for it
 * @param refused why there may be one that the template doesn't get: always a fault
 */
public record ExternalValues(Map<String, String> found, Map<String, String> missing, Map<String, String> refused) {

    public ExternalValues {
        found = Collections.unmodifiableMap(new LinkedHashMap<>(found));
        missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
        refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
    }

    /** Nothing was looked for. */
    public static ExternalValues none() {
        return new ExternalValues(Map.of(), Map.of(), Map.of());
    }

    /** Why a name has no value; empty if it was not looked for. */
    public Optional<String> why(String name) {
        return Optional.ofNullable(refused.get(name)).or(() -> Optional.ofNullable(missing.get(name)));
    }

    /** Names only. */
    @Override
    public String toString() {
        return "ExternalValues[found=" + found.keySet() + ", missing=" + missing.keySet() + ", refused="
                + refused.keySet() + "]";
    }
}
