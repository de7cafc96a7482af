package io.jenkins.plugins.ecsdeploy.rehearsal;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/** Finds an enum's value by the name that the command line has for it. */
final class OptionName {

    private OptionName() {}

    /** By what its {@code toString} says. */
    static <T extends Enum<T>> T parse(T[] values, String name) {
        return parse(values, Enum::toString, name);
    }

    static <T extends Enum<T>> T parse(T[] values, Function<T, String> word, String name) {
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("there is no " + name + "; there are "
                        + Arrays.stream(values).map(word).collect(Collectors.joining(", "))));
    }
}
