package io.jenkins.plugins.ecsdeploy.jenkins.driver;

import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** All steps, so that tests of what each of them must have find a new one by themselves. */
public final class StepTypes {

    private StepTypes() {}

    /** {@code ecrPush} and the others, as {@link StepNames} has them. */
    public static List<String> names() {
        return Arrays.stream(StepNames.class.getFields()).map(StepTypes::value).toList();
    }

    /** {@code EcrPush} and the others: what their classes' names start with. */
    public static List<String> prefixes() {
        return names().stream().map(StepTypes::prefix).toList();
    }

    public static String prefix(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
