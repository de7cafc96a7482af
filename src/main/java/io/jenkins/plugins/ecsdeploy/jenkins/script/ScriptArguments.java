package io.jenkins.plugins.ecsdeploy.jenkins.script;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/**
 * Turns what a script gives to a step, or to something nested in it, into what Jenkins can bind to the class, and back into
 * what a snippet shows. Jenkins' own binding ends in stack traces ({@code tags: [null]}, {@code tags: 'v1'}), or drops what
 * does not fit ({@code bakeMinutes: 2.5} becomes 2).
 */
public final class ScriptArguments {

    private static final String CLASS = "$class";

    private final BoundClass bound;

    /** @param described the step or nested settings, with a {@code @DataBoundConstructor} */
    public ScriptArguments(Class<?> described) {
        this.bound = new BoundClass(described);
    }

    /**
     * What Jenkins binds. A parameter that is null stays so, one that the class lacks too.
     *
     * @throws ScriptMistake naming parameter and element
     */
    public Map<String, Object> bindable(Map<String, ?> given) {
        return bindable("", bound, given);
    }

    private static Map<String, Object> bindable(String path, BoundClass bound, Map<?, ?> given) {
        Map<String, Object> converted = new LinkedHashMap<>();
        given.forEach((key, value) -> {
            String name = String.valueOf(key);
            Type type = UninstantiatedDescribable.ANONYMOUS_KEY.equals(name)
                            && bound.required().size() == 1
                    ? bound.parameters().get(bound.required().get(0))
                    : bound.parameters().get(name);
            converted.put(name, type == null || value == null ? value : value(path + name, type, value));
        });
        return converted;
    }

    private static Object value(String path, Type type, Object given) {
        if (type instanceof ParameterizedType list) {
            return list(path, (Class<?>) list.getActualTypeArguments()[0], given);
        }
        return single(path, (Class<?>) type, given);
    }

    private static Object single(String path, Class<?> type, Object given) {
        return Scalars.isScalar(type) ? Scalars.convert(path, type, given) : nested(path, new BoundClass(type), given);
    }

    private static List<Object> list(String path, Class<?> element, Object given) {
        if (!Scalars.isScalar(element)) {
            BoundClass entry = new BoundClass(element);
            if (entry.isWrittenAsMap() && given instanceof Map<?, ?> map) {
                return entries(path, entry, map);
            }
            if (entry.isWrittenAsMap() && elements(given) == null) {
                throw new ScriptMistake(path, "must be a map such as [name: …], not " + Scalars.words(given) + ".");
            }
        }
        List<?> elements = elements(given);
        if (elements == null) {
            return List.of(single(path, element, given));
        }
        List<Object> converted = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            converted.add(element(path + "[" + i + "]", element, elements.get(i)));
        }
        return converted;
    }

    private static Object element(String path, Class<?> type, @CheckForNull Object given) {
        if (given == null) {
            throw new ScriptMistake(path, "is null: give it a value, or leave it out.");
        }
        return single(path, type, given);
    }

    /** Null if it is not a list, a set or an array. */
    @CheckForNull
    private static List<?> elements(Object given) {
        if (given.getClass().isArray()) {
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(given); i++) {
                elements.add(Array.get(given, i));
            }
            return elements;
        }
        return given instanceof Collection<?> collection ? new ArrayList<>(collection) : null;
    }

    private static List<Object> entries(String path, BoundClass entry, Map<?, ?> map) {
        List<Object> list = new ArrayList<>();
        map.forEach((key, value) -> {
            String at = path + "." + key;
            if (value == null) {
                throw new ScriptMistake(at, "is null: give it a value, or leave it out.");
            }
            list.add(entry(at, entry, String.valueOf(key), value));
        });
        return list;
    }

    private static Map<String, Object> entry(String path, BoundClass entry, String key, Object value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(entry.required().get(0), key);
        if (entry.required().size() > 1) {
            String second = entry.required().get(1);
            fields.put(second, value(path, entry.parameters().get(second), value));
        } else if (value instanceof Map<?, ?> others) {
            fields.putAll(bindable(path + ".", entry, others));
        } else {
            throw new ScriptMistake(path, "must be a map of settings, not " + Scalars.words(value) + ".");
        }
        return fields;
    }

    private static Object nested(String path, BoundClass type, Object given) {
        if (given instanceof UninstantiatedDescribable describable) {
            String name = describable.getSymbol() == null ? describable.getKlass() : describable.getSymbol();
            return describable.withArguments(bindable(path + ".", meant(path, type, name), describable.getArguments()));
        }
        if (given instanceof Map<?, ?> map) {
            return bindable(path + ".", meant(path, type, (String) map.get(CLASS)), map);
        }
        if (given instanceof CharSequence text
                && !type.isAbstract()
                && type.required().size() == 1) {
            return Map.of(type.required().get(0), text.toString());
        }
        if (Scalars.isScalar(given.getClass()) || elements(given) != null) {
            throw new ScriptMistake(path, "must be " + type.notation() + ", not " + Scalars.words(given) + ".");
        }
        return given; // made by somebody else: Jenkins says whether it fits
    }

    private static BoundClass meant(String path, BoundClass type, @CheckForNull String name) {
        return type.named(String.valueOf(name))
                .orElseThrow(() -> new ScriptMistake(
                        path, "must be " + type.notation() + ", not " + (name == null ? "a map" : name) + "."));
    }

    /** As a snippet shows it: lists that a script writes as maps become maps. */
    public Map<String, Object> written(Map<String, ?> arguments) {
        Map<String, Object> shown = new LinkedHashMap<>();
        arguments.forEach((name, value) -> {
            Class<?> element = bound.parameters().get(name) instanceof ParameterizedType list
                    ? (Class<?>) list.getActualTypeArguments()[0]
                    : Object.class;
            boolean asMap = value instanceof List && element.isAnnotationPresent(WrittenAsMap.class);
            shown.put(name, asMap ? map(element, (List<?>) value) : value);
        });
        return shown;
    }

    private static Map<String, Object> map(Class<?> element, List<?> list) {
        ScriptArguments entry = new ScriptArguments(element);
        List<String> required = entry.bound.required();
        Map<String, Object> map = new LinkedHashMap<>();
        for (Object item : list) {
            if (item instanceof UninstantiatedDescribable describable) {
                Map<String, Object> fields = entry.written(describable.getArguments());
                String key = String.valueOf(fields.remove(required.get(0)));
                map.put(key, required.size() > 1 ? fields.get(required.get(1)) : fields);
            }
        }
        return map;
    }
}
