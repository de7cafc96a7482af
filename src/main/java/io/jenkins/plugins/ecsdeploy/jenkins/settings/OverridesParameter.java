package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/**
 * The parameter {@code overrides}, which reads as a map in a Jenkinsfile ({@code overrides: [web: [cpu: 256]]}) and is a
 * list of {@link ContainerOverrides} behind it.
 */
public final class OverridesParameter {

    private static final String PARAMETER = "overrides";
    private static final String NAME = "name";

    private OverridesParameter() {}

    /** What a script gave, with a map made into a list; a list of {@code container(…)} stays. */
    public static void toList(Map<String, Object> arguments) {
        if (arguments.get(PARAMETER) instanceof Map<?, ?> map) {
            List<Object> list = new ArrayList<>();
            map.forEach((container, fields) -> list.add(withName(String.valueOf(container), fields)));
            arguments.put(PARAMETER, list);
        }
    }

    private static Object withName(String container, Object fields) {
        if (!(fields instanceof Map<?, ?> members)) {
            return fields; // no such thing as a container's overrides: the model says so
        }
        Map<String, Object> named = new LinkedHashMap<>();
        members.forEach((field, value) -> named.put(String.valueOf(field), value));
        named.put(NAME, container);
        return named;
    }

    /** What a snippet shows: the map form, which no other plugin's {@code container} step stands in the way of. */
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
