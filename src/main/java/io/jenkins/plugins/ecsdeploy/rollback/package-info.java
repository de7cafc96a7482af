/**
 * Going back to the previous task definition: by stopping a deployment in progress, or by deploying it again. When to do so is
 * decided by the caller. Start at {@link ServiceRollback}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.rollback;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
