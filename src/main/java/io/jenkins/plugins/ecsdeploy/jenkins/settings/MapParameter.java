package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/**
 * A parameter that reads as a map in a Jenkinsfile ({@code images: [web: uri]}) and is a list of small objects behind
 * it, because forms can't bind a map. Turns one into the other.
 *
 * @param name the parameter
 * @param key the small object's field that is the map's key
 * @param value the small object's field that is the map's value
 */
public record MapParameter(String name, String key, String value) {

    /** What a script gave, with a map made into a list; anything else stays. */
    public void toList(Map<String, Object> arguments) {
        if (arguments.get(name) instanceof Map<?, ?> map) {
            List<Map<String, Object>> list = new ArrayList<>();
            map.forEach((entryKey, entryValue) -> {
                Map<String, Object> item = new HashMap<>();
                item.put(key, String.valueOf(entryKey));
                item.put(value, entryValue == null ? null : String.valueOf(entryValue));
                list.add(item);
            });
            arguments.put(name, list);
        }
    }

    /** What a snippet shows: the map form. */
    public void toMap(Map<String, Object> arguments) {
        if (arguments.get(name) instanceof List<?> list) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (Object item : list) {
                if (item instanceof UninstantiatedDescribable describable) {
                    Map<String, ?> fields = describable.getArguments();
                    map.put(String.valueOf(fields.get(key)), fields.get(value));
                }
            }
            arguments.put(name, map);
        }
    }
}
