package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/**
 * The parameter {@code overrides}, which a Jenkinsfile writes as a map ({@code overrides: [web: [cpu: 256]]}) and which is
 * bound as a list of {@link ContainerOverrides}.
 */
public final class OverridesParameter {

    private static final String PARAMETER = "overrides";
    private static final String NAME = "name";

    private OverridesParameter() {}

    /** Turns a script's map into a list; a list of {@code container(…)} stays. */
    public static void toList(Map<String, Object> arguments) {
        if (arguments.get(PARAMETER) instanceof Map<?, ?> map) {
            List<Object> list = new ArrayList<>();
            map.forEach((container, fields) -> list.add(withName(String.valueOf(container), fields)));
            arguments.put(PARAMETER, list);
        }
    }

    private static Object withName(String container, Object fields) {
        if (!(fields instanceof Map<?, ?> members)) {
            return fields; // not the overrides of a container: DescribableModel reports it
        }
        Map<String, Object> named = new LinkedHashMap<>();
        members.forEach((field, value) -> named.put(String.valueOf(field), value));
        named.put(NAME, container);
        return named;
    }

    /** Turns the list into the map that a snippet shows: another plugin may have a {@code container} step. */
    public static void toMap(Map<String, Object> arguments) {
        if (arguments.get(PARAMETER) instanceof List<?> list) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (Object item : list) {
                if (item instanceof UninstantiatedDescribable describable) {
                    Map<String, Object> fields = new LinkedHashMap<>(describable.getArguments());
                    map.put(String.valueOf(fields.remove(NAME)), fields);
                }
            }
            arguments.put(PARAMETER, map);
        }
    }
}
