package io.jenkins.plugins.ecsdeploy.taskdef.change;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a build sets in one container in place of the template's settings. What is empty stays as the template has it.
 *
 * @param environment variables to set, by name; a variable that the template takes from a secret becomes a plain one
 * @param secrets references to secrets, by the name of the variable that they become; a plain variable of
 *     this name is left out
 * @param command replaces the template's; an empty list means the image's own
 * @param cpu CPU units of the container
 * @param memory hard limit of the container in MiB
 * @param logOptions options to set for the log driver that the template names, by name
 */
public record ContainerOverride(
        Map<String, String> environment,
        Map<String, String> secrets,
        Optional<List<String>> command,
        OptionalInt cpu,
        OptionalInt memory,
        Map<String, String> logOptions) {

    public ContainerOverride {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
        command = command.map(List::copyOf);
        logOptions = Collections.unmodifiableMap(new LinkedHashMap<>(logOptions));
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return "ContainerOverride[environment=" + environment.keySet() + ", secrets=" + secrets.keySet()
                + ", logOptions=" + logOptions.keySet() + "]";
    }
}
