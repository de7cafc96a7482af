/**
 * Services with the deployment controller CODE_DEPLOY: their deployments are created, read and stopped at CodeDeploy. How one is
 * followed is in {@code watch}. Start at {@link CodeDeployUpdater}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.update.codedeploy;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
