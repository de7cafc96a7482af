/** The stacks of docs/infrastructure in the simulated account. Start with {@code ShopStacks}. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.rehearsal.stack;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
