package io.jenkins.plugins.ecsdeploy.jenkins.script;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Texts, numbers and booleans of a script: whatever of them is obviously meant is converted, anything else refused. */
final class Scalars {

    private static final Set<Class<?>> INTEGERS = Set.of(int.class, Integer.class);
    private static final Set<Class<?>> DECIMALS = Set.of(double.class, Double.class);
    private static final Set<Class<?>> BOOLEANS = Set.of(boolean.class, Boolean.class);

    private Scalars() {}

    static boolean isScalar(Class<?> type) {
        return CharSequence.class.isAssignableFrom(type)
                || Number.class.isAssignableFrom(type)
                || type.isPrimitive()
                || BOOLEANS.contains(type)
                || type == Character.class;
    }

    /**
     * @param type {@code String}, {@code int}, {@code double}, {@code boolean} or their wrappers
     * @throws ScriptMistake if it is of another kind, or a number with a fraction where a whole one is needed
     */
    static Object convert(String path, Class<?> type, Object given) {
        if (!isScalar(given.getClass())) {
            throw new ScriptMistake(path, "must be " + kind(type) + ", not " + words(given) + ".");
        }
        String text = given instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(given);
        try {
            if (INTEGERS.contains(type)) {
                return new BigDecimal(text.strip()).intValueExact();
            }
            if (DECIMALS.contains(type)) {
                return Double.valueOf(new BigDecimal(text.strip()).doubleValue());
            }
        } catch (ArithmeticException | NumberFormatException wrong) {
            throw new ScriptMistake(path, "must be " + kind(type) + ", not " + words(given) + ".");
        }
        return BOOLEANS.contains(type) ? truth(path, text.strip(), given) : text;
    }

    private static Boolean truth(String path, String text, Object given) {
        if (!"true".equalsIgnoreCase(text) && !"false".equalsIgnoreCase(text)) {
            throw new ScriptMistake(path, "must be true or false, not " + words(given) + ".");
        }
        return Boolean.valueOf(text);
    }

    private static String kind(Class<?> type) {
        if (INTEGERS.contains(type)) {
            return "a whole number";
        }
        if (DECIMALS.contains(type)) {
            return "a number";
        }
        return BOOLEANS.contains(type) ? "true or false" : "a text";
    }

    /** As a message names it. */
    static String words(Object given) {
        if (given instanceof CharSequence text) {
            return "'" + text.toString().strip() + "'";
        }
        if (given instanceof Map) {
            return "a map";
        }
        if (given instanceof Collection || given.getClass().isArray()) {
            return "a list";
        }
        return isScalar(given.getClass())
                ? String.valueOf(given)
                : "a " + given.getClass().getSimpleName();
    }
}
