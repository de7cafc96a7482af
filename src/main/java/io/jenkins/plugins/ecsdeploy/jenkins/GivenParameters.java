package io.jenkins.plugins.ecsdeploy.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/**
 * What a script gives a step or a setting. Jenkins only warns of a parameter that does not exist, and takes null for one that
 * was not given; then {@code updateService taskDefinition: revision?.arn} after a skipped stage would be green without a
 * release. Here both are refused, and blank texts too.
 */
public final class GivenParameters {

    /** A parameter that exists; what is required is checked where it is used. */
    public record Parameter(String name, boolean required) {}

    private final String owner;
    private final Collection<Parameter> known;

    public GivenParameters(String owner, Collection<Parameter> known) {
        this.owner = owner;
        this.known = known;
    }

    /**
     * @param owner as the script calls it, such as {@code updateService}
     * @throws RefusedException naming the parameter, and what to do
     */
    public static void check(String owner, Class<?> type, Map<String, ?> given) {
        List<Parameter> known = DescribableModel.of(type).getParameters().stream()
                .map(parameter -> new Parameter(parameter.getName(), parameter.isRequired()))
                .toList();
        new GivenParameters(owner, known).check(given);
    }

    public void check(Map<String, ?> given) {
        given.forEach((name, value) -> {
            if (!name.equals(UninstantiatedDescribable.ANONYMOUS_KEY)) {
                Parameter parameter = known.stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> unknown(name));
                if (!parameter.required() && isEmpty(value)) {
                    throw refused(
                            name + " is " + (value == null ? "null" : "blank") + ". A parameter that is given needs a"
                                    + " value: check where it comes from, such as a stage that was skipped or a variable that is"
                                    + " not set, or leave " + name + " out.");
                }
            }
        });
    }

    private static boolean isEmpty(@CheckForNull Object value) {
        return value == null
                || value instanceof CharSequence text && text.toString().isBlank();
    }

    private RefusedException unknown(String name) {
        return refused("there is no parameter " + name + "."
                + similar(name).map(one -> " Did you mean " + one + "?").orElse("") + " It takes "
                + known.stream().map(Parameter::name).collect(Collectors.joining(", ")) + ".");
    }

    private RefusedException refused(String why) {
        return new RefusedException(new AbortException(owner + ": " + why));
    }

    private Optional<String> similar(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .map(Parameter::name)
                .filter(one -> isTypo(word, one.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Whether one letter, or two neighbors, make the difference; a plural is such a letter. */
    private static boolean isTypo(String word, String meant) {
        int begin = 0;
        while (begin < Math.min(word.length(), meant.length()) && word.charAt(begin) == meant.charAt(begin)) {
            begin++;
        }
        int end = 0;
        while (end < Math.min(word.length(), meant.length()) - begin
                && word.charAt(word.length() - 1 - end) == meant.charAt(meant.length() - 1 - end)) {
            end++;
        }
        return Math.max(word.length(), meant.length()) - begin - end <= 2;
    }
}
