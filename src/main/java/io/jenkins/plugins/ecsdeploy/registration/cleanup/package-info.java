/**
 * Deregistering old revisions of a family that nothing uses, as far as that can be seen. Start with {@code RevisionCleanup};
 * who uses a revision is found by {@code RevisionUsesReader}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.registration.cleanup;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
