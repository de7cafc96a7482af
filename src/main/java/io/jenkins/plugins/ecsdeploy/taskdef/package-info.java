/**
 * The template engine: text, values, images and a schema become a task definition, or a list of everything that is wrong
 * with it, each fault with line, column and path. Pure: no files, no network, no SDK.
 *
 * <p>The way of a template: {@code JsonReader} or {@code YamlReader} makes a tree of {@code TemplateValue}s of the text,
 * placeholders included; {@code DescribeOutput} and {@code Containers} change that tree; {@code DefinitionRenderer} goes
 * through it beside the {@link io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionSchema} and puts values in; {@code
 * DefinitionChecks} looks at what came out. {@code Findings} collects faults and notices all the way.
 *
 * <p>{@link io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionComparison} tells whether a revision already is what would
 * be registered: {@code NormalForm} and {@code EcsDefaults} know what ECS makes of a definition, {@code SecretMask} what
 * of a difference may be shown.
 */
package io.jenkins.plugins.ecsdeploy.taskdef;
