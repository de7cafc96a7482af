package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/**
 * A parameter that a Jenkinsfile writes as a map ({@code images: [web: uri]}) and that is bound as a list of
 * {@link MapEntry}s, because forms can't bind a map. Turns one into the other.
 *
 * @param name the parameter
 * @param key the entry's field that is the map's key
 * @param value the entry's field that is the map's value
 */
public record MapParameter(String name, String key, String value) {

    /** Turns a script's map into a list; anything else stays. */
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

    /** Turns the list into the map that a snippet shows. */
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
