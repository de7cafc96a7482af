package io.jenkins.plugins.ecsdeploy.taskdef.change;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a build sets in place of the template's settings. What is empty stays as the template has it. Every text is literal:
 * placeholders in it are not replaced.
 *
 * @param taskRoleArn ARN or name of the role of the task's containers
 * @param executionRoleArn ARN or name of the role that pulls images and reads secrets
 * @param tags tags to set, by key; the template's others stay
 * @param defaultTags tags to set if neither {@code tags} nor the template has one of this key
 * @param containers by the container's name
 */
public record TaskDefinitionOverrides(
        Optional<String> family,
        Optional<String> taskRoleArn,
        Optional<String> executionRoleArn,
        Map<String, String> tags,
        Map<String, String> defaultTags,
        Map<String, ContainerOverride> containers) {

    public TaskDefinitionOverrides {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        defaultTags = Collections.unmodifiableMap(new LinkedHashMap<>(defaultTags));
        containers = Collections.unmodifiableMap(new LinkedHashMap<>(containers));
    }

    /** Nothing is overridden. */
    public static TaskDefinitionOverrides none() {
        return new TaskDefinitionOverrides(
                Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of(), Map.of());
    }

    /** The same with these default tags. */
    public TaskDefinitionOverrides withDefaultTags(Map<String, String> newDefaults) {
        return new TaskDefinitionOverrides(family, taskRoleArn, executionRoleArn, tags, newDefaults, containers);
    }
}
