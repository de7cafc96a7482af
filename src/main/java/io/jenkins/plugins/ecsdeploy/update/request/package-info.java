/**
 * What a user asks of an update, and its result: values that check themselves. No calls of AWS. Start at
 * {@link ServiceUpdate}; the deployment strategies are in {@link Strategy}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.update.request;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
