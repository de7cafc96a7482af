/**
 * What would make a deployment fail, found before it is started: everything that it stands on is read, nothing is changed.
 * What an update itself refuses is in {@code update}. Start with {@code DeploymentVerifier}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.verify;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
