package io.jenkins.plugins.ecsdeploy.jenkins.script;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What Jenkins can bind to a class: the parameters of its {@code @DataBoundConstructor} and its {@code @DataBoundSetter}s, by
 * their names. Of an abstract class that permits only certain subclasses: which of them is meant.
 */
final class BoundClass {

    private final Class<?> type;
    private final List<String> required = new ArrayList<>();
    private final Map<String, Type> parameters = new LinkedHashMap<>();

    BoundClass(Class<?> type) {
        this.type = type;
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                for (Parameter parameter : constructor.getParameters()) {
                    required.add(parameter.getName());
                    parameters.put(parameter.getName(), parameter.getParameterizedType());
                }
            }
        }
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                String name = method.getName().substring("set".length());
                parameters.put(
                        name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1),
                        method.getGenericParameterTypes()[0]);
            }
        }
    }

    /** In the order of the constructor. */
    List<String> required() {
        return required;
    }

    Map<String, Type> parameters() {
        return parameters;
    }

    boolean isWrittenAsMap() {
        return type.isAnnotationPresent(WrittenAsMap.class);
    }

    boolean isAbstract() {
        return Modifier.isAbstract(type.getModifiers());
    }

    /** The permitted subclass with this symbol or class name; the class itself if it is not abstract. */
    Optional<BoundClass> named(String name) {
        return isAbstract()
                ? permitted()
                        .filter(candidate -> symbol(candidate).equals(name)
                                || candidate.getSimpleName().equals(name)
                                || candidate.getName().equals(name))
                        .findFirst()
                        .map(BoundClass::new)
                : Optional.of(this);
    }

    /** How a script writes one: {@code blueGreen(…)}. */
    String notation() {
        if (isAbstract()) {
            return permitted()
                    .map(candidate -> symbol(candidate) + "(…)")
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
        return symbol(type).isEmpty()
                ? required.stream().map(name -> name + ": …").collect(Collectors.joining(", ", "[", ", …]"))
                : symbol(type) + "(…)";
    }

    private Stream<Class<?>> permitted() {
        return Arrays.stream(type.getPermittedSubclasses() == null ? new Class<?>[0] : type.getPermittedSubclasses());
    }

    private static String symbol(Class<?> described) {
        return Arrays.stream(described.getClasses())
                .map(nested -> nested.getAnnotation(Symbol.class))
                .filter(symbol -> symbol != null)
                .map(symbol -> symbol.value()[0])
                .findFirst()
                .orElse("");
    }
}
