package io.jenkins.plugins.ecsdeploy.taskdef.change;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a build puts in place of what the template says. What is empty stays as the template has it. Every text is meant
 * exactly as it stands: there are no placeholders in it.
 *
 * @param taskRoleArn ARN or name of the role of the task's containers
 * @param executionRoleArn ARN or name of the role that pulls images and reads secrets
 * @param tags tags to set, by key; the template's others stay
 * @param defaultTags tags to set where neither {@code tags} nor the template has one of this key
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

    /** The template as it is. */
    public static TaskDefinitionOverrides none() {
        return new TaskDefinitionOverrides(
                Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of(), Map.of());
    }

    /** These, with other tags for where there is none of a key. */
    public TaskDefinitionOverrides withDefaultTags(Map<String, String> others) {
        return new TaskDefinitionOverrides(family, taskRoleArn, executionRoleArn, tags, others, containers);
    }
}
