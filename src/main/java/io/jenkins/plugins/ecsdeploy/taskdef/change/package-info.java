/**
 * Changes to a parsed template before it is rendered: overrides merged into it, images by container name. Changed text is
 * checked like the template's own, in {@code render} and {@code check}. Start with {@code OverrideMerger}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.taskdef.change;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
