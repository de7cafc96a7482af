package io.jenkins.plugins.ecsdeploy.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.EnvVars;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A build's variables, for settings of freestyle jobs, whose texts may hold {@code $NAME}. A Pipeline script has expanded
 * its texts before a step gets them: there it is {@link #NONE}.
 */
public final class Variables {

    /** Leaves each text as it is. */
    public static final Variables NONE = new Variables(UnaryOperator.identity());

    private final UnaryOperator<String> expansion;

    private Variables(UnaryOperator<String> expansion) {
        this.expansion = expansion;
    }

    public static Variables of(EnvVars environment) {
        return new Variables(environment::expand);
    }

    public String expand(String text) {
        return expansion.apply(text);
    }

    /**
     * Null if the setting is not set.
     *
     * @throws RefusedException if it is set, and its variables make it blank
     */
    @CheckForNull
    public String orNull(@CheckForNull String text) {
        return optional(text).orElse(null);
    }

    /**
     * Empty if the setting is not set.
     *
     * @throws RefusedException if it is set, and its variables make it blank
     */
    public Optional<String> optional(@CheckForNull String text) {
        return Optional.ofNullable(text).map(this::notBlank);
    }

    private String notBlank(String text) {
        String value = expand(text);
        if (value.isBlank() && !text.isBlank()) {
            throw new RefusedException(new AbortException("The setting \"" + text
                    + "\" is empty in this build, because its variable has no value. Check where the variable comes from, or"
                    + " leave the setting empty."));
        }
        return value;
    }

    public List<String> all(List<String> texts) {
        return texts.stream().map(this::expand).toList();
    }
}
