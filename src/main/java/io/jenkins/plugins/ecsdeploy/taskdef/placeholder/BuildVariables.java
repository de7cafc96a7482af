package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The variables of a build's environment that a template may have. Not those that every agent has, because their values say
 * something about the agent and nothing about the container; and no secrets, because a task definition shows them to everybody
 * who may describe it.
 */
public final class BuildVariables {

    private static final Set<String> OF_EVERY_AGENT =
            Set.of("HOME", "PATH", "USER", "HOSTNAME", "PWD", "SHELL", "JAVA_HOME", "LANG", "TMPDIR");

    /** AWS SDKs and tools reference guide, "Settings reference"; the fourth is an older name of the third. */
    private static final Set<String> AWS_CREDENTIALS = Set.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_SECURITY_TOKEN",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN");

    private final Map<String, String> variables;
    private final Set<String> sensitive;

    /** @param sensitive names of variables whose values are secrets */
    public BuildVariables(Map<String, String> variables, Set<String> sensitive) {
        this.variables = variables;
        this.sensitive = sensitive;
    }

    /** Null if there is none, or if a template may not have it. */
    @CheckForNull
    String get(String name) {
        return why(name).isPresent() ? null : variables.get(name);
    }

    /** Why a template may not have a variable that is there: continues the variable's name. */
    Optional<String> why(String name) {
        if (!variables.containsKey(name)) {
            return Optional.empty();
        }
        if (OF_EVERY_AGENT.contains(name)) {
            return Optional.of("of the agent is not the container's");
        }
        if (AWS_CREDENTIALS.contains(name)) {
            return Optional.of("of the build is an AWS credential");
        }
        return sensitive.contains(name) ? Optional.of("of the build is a secret") : Optional.empty();
    }
}
