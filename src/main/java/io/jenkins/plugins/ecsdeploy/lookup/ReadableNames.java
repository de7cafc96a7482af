package io.jenkins.plugins.ecsdeploy.lookup;

import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalName;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalSource;
import java.util.List;
import java.util.Optional;

/**
 * What templates may read from AWS: a template may come from a pull request, this comes from an administrator. An entry
 * permits its own name and all names below it: {@code /webshop} permits {@code /webshop/greeting} and not {@code
 * /webshop-admin}.
 *
 * @param why a name that is not permitted isn't; begins in lower case and ends with a full stop
 */
public record ReadableNames(String why, List<String> parameters, List<String> secrets, List<String> stacks) {

    private static final String LEVEL = "/";

    public ReadableNames {
        parameters = List.copyOf(parameters);
        secrets = List.copyOf(secrets);
        stacks = List.copyOf(stacks);
    }

    /** What a deployment target lists. */
    public static ReadableNames ofTarget(
            String target, List<String> parameters, List<String> secrets, List<String> stacks) {
        return new ReadableNames(
                "the deployment target \"" + target + "\" does not list it.", parameters, secrets, stacks);
    }

    /** Nothing: no target goes with the step. */
    public static ReadableNames none() {
        return none("");
    }

    /** @param whyNot sentences that say why none does, each after a blank */
    public static ReadableNames none(String whyNot) {
        return new ReadableNames(
                "no deployment target goes with the step, and only a target can list it." + whyNot,
                List.of(),
                List.of(),
                List.of());
    }

    /** What is wrong with an entry, as a sentence: one that can't be read would permit nothing. */
    public static Optional<String> fault(ExternalSource source, String entry) {
        boolean isPath = source != ExternalSource.STACK_OUTPUT && entry.endsWith(LEVEL);
        String name = isPath ? entry.substring(0, entry.length() - 1) : entry;
        if (isPath && name.isEmpty() || source.hasResource(name)) {
            return Optional.empty();
        }
        String what =
                switch (source) {
                    case PARAMETER -> "a parameter, such as /webshop/greeting, or of a path, such as /webshop";
                    case SECRET_ARN ->
                        "a secret without the six characters at the end of its ARN, such as webshop/api-key";
                    case STACK_OUTPUT -> "a stack, such as webshop";
                };
        return Optional.of("\"" + entry + "\" is not the name of " + what + ".");
    }

    boolean permits(ExternalName asked) {
        return entries(asked).stream().anyMatch(entry -> covers(entry, asked.resource()));
    }

    private static boolean covers(String entry, String name) {
        return name.equals(entry) || name.startsWith(entry.endsWith(LEVEL) ? entry : entry + LEVEL);
    }

    /** Why a name may not be read, and what the target would have to list. */
    String refusal(ExternalName asked) {
        String list =
                switch (asked.source()) {
                    case PARAMETER -> "Parameters that templates may read";
                    case SECRET_ARN -> "Secrets that templates may name";
                    case STACK_OUTPUT -> "Stacks that templates may read";
                };
        String name = asked.resource();
        int level = name.lastIndexOf(LEVEL);
        String orAbove = level > 0 ? " (or " + name.substring(0, level) + ", with all below it)" : "";
        return why + " An administrator adds " + name + orAbove + " to the target's \"" + list + "\"";
    }

    private List<String> entries(ExternalName asked) {
        return switch (asked.source()) {
            case PARAMETER -> parameters;
            case SECRET_ARN -> secrets;
            case STACK_OUTPUT -> stacks;
        };
    }
}
