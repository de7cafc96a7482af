package io.jenkins.plugins.ecsdeploy.taskdef;

import io.jenkins.plugins.ecsdeploy.taskdef.change.TaskDefinitionOverrides;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalValues;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is put into a template.
 *
 * @param values values for placeholders, given by the user; each must be used. Wins over {@code environment}
 * @param environment the build's environment variables, for placeholders without a value; only those that the template uses
 *     are read
 * @param sensitive names of variables of the environment that are secrets, and so are not taken
 * @param external values from AWS, for the placeholders that name one there
 * @param images by container name, the image that replaces the template's
 * @param overrides what else replaces the template's settings
 */
public record RenderInput(
        Map<String, String> values,
        Map<String, String> environment,
        Set<String> sensitive,
        ExternalValues external,
        Map<String, String> images,
        TaskDefinitionOverrides overrides) {

    public RenderInput {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        sensitive = Set.copyOf(sensitive);
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }

    /** Without values from AWS. */
    public RenderInput(
            Map<String, String> values,
            Map<String, String> environment,
            Set<String> sensitive,
            Map<String, String> images,
            TaskDefinitionOverrides overrides) {
        this(values, environment, sensitive, ExternalValues.none(), images, overrides);
    }

    /** Without secrets in the environment. */
    public RenderInput(
            Map<String, String> values,
            Map<String, String> environment,
            Map<String, String> images,
            TaskDefinitionOverrides overrides) {
        this(values, environment, Set.of(), images, overrides);
    }

    /** The same in another environment. */
    public RenderInput in(Map<String, String> other) {
        return new RenderInput(values, other, sensitive, external, images, overrides);
    }

    /** The same with values from AWS. */
    public RenderInput with(ExternalValues read) {
        return new RenderInput(values, environment, sensitive, read, images, overrides);
    }

    /** Without overrides. */
    public RenderInput(Map<String, String> values, Map<String, String> environment, Map<String, String> images) {
        this(values, environment, images, TaskDefinitionOverrides.none());
    }

    /** Nothing to put in: for a template without placeholders. */
    public static RenderInput none() {
        return new RenderInput(Map.of(), Map.of(), Map.of());
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return "RenderInput[values=" + values.keySet() + ", environment=" + environment.size() + " names, images="
                + images + "]";
    }
}
