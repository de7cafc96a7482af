package io.jenkins.plugins.ecsdeploy.rehearsal;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/** Finds an enum's value by the name that the command line has for it: what its {@code toString} says. */
final class OptionName {

    private OptionName() {}

    static <T extends Enum<T>> T parse(T[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("there is no " + name + "; there are "
                        + Arrays.stream(values).map(Enum::toString).collect(Collectors.joining(", "))));
    }
}
