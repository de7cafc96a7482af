package io.jenkins.plugins.ecsdeploy.taskdef.template;

/**
 * The fields that a task definition may have, as the API's own description has them.
 *
 * @param taskDefinition the members of {@code RegisterTaskDefinition}, nested shapes included
 */
public record TaskDefinitionSchema(Shape.StructureShape taskDefinition) {}
