/**
 * Updating a service: what changes, what is checked before, and how it is sent once. How a deployment is followed is in
 * {@code watch}; how a pause is answered or removed, in {@code gate}. Start at {@link ServiceUpdater}; what is sent is decided
 * in {@link UpdatePlan}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.update;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
