/**
 * A parsed template as a tree ({@code TemplateNode}), the places of its parts in the source, and the faults found in it
 * ({@code Findings}). How a template is read, filled in and checked is decided in the packages beside this one. Start with
 * {@code TemplateNode}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.taskdef.template;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
