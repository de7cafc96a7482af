package io.jenkins.plugins.ecsdeploy.jenkins.driver;

import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** All steps, so that tests of what each of them must have find a new one by themselves. */
public final class StepTypes {

    private static final String ROOT = "io.jenkins.plugins.ecsdeploy.jenkins.";
    private static final List<String> ROOMS = List.of("step", "step.setup");

    private StepTypes() {}

    /** {@code ecrPush} and the others, as {@link StepNames} has them. */
    public static List<String> names() {
        return Arrays.stream(StepNames.class.getFields()).map(StepTypes::value).toList();
    }

    /** {@code EcrPush} of {@code ecrPush}: what its classes' names start with. */
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

    /** The step of this name, in whichever room it lives. */
    public static Class<?> step(String name) throws ClassNotFoundException {
        ClassNotFoundException missing = null;
        for (String room : ROOMS) {
            try {
                return Class.forName(ROOT + room + "." + prefix(name) + "Step");
            } catch (ClassNotFoundException elsewhere) {
                missing = elsewhere;
            }
        }
        throw missing;
    }

    /** {@code step.EcrPushStep} and the others: their classes below the package {@code jenkins}. */
    public static List<String> types() {
        return names().stream().map(StepTypes::type).toList();
    }

    private static String type(String name) {
        try {
            return step(name).getName().substring(ROOT.length());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
