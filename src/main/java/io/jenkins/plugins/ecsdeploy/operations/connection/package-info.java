/**
 * The connection test of the global page: which reads a target's credentials allow. Start with {@link ConnectionCheck}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.operations.connection;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
