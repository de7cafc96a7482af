package io.jenkins.plugins.ecsdeploy.jenkins.agent;

import io.jenkins.plugins.ecsdeploy.taskdef.change.TaskDefinitionOverrides;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import java.util.Map;

/**
 * What {@code registerTaskDefinition} registers. One of {@code template}, {@code templateText} and {@code from} is there,
 * the others are null.
 *
 * @param delimiters how placeholders are written in the template
 * @param cluster null for the target's
 * @param service what to compare with; null for the newest active revision
 */
public record RegistrationSettings(
        String template,
        String templateText,
        Delimiters delimiters,
        String from,
        Map<String, String> images,
        Map<String, String> values,
        TaskDefinitionOverrides overrides,
        String cluster,
        String service,
        boolean dryRun) {}
