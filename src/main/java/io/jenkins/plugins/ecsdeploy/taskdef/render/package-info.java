/**
 * A template and a schema into a task definition: values put in, each of the type that the API has, unknown fields and wrong
 * types found. What ECS would refuse beyond fields and types is in {@code check}. Start with {@code DefinitionRenderer}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.taskdef.render;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
