package io.jenkins.plugins.ecsdeploy.jenkins;

import io.jenkins.plugins.ecsdeploy.taskdef.Delimiters;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionOverrides;
import java.util.Map;

/**
 * What {@code registerTaskDefinition} registers. One of {@code template}, {@code templateText} and {@code from} is there,
 * the others are null.
 *
 * @param delimiters how placeholders are written in the template
 * @param cluster null for the target's
 * @param service what to compare with; null for the newest active revision
 */
record RegistrationSettings(
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
