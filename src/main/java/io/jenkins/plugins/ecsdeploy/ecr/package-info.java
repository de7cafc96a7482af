/**
 * What is asked of Amazon ECR's API, private and public: repositories and logins. The push itself is in {@code registry},
 * which runs on agents and gets a login from here.
 *
 * <p>Start with {@link io.jenkins.plugins.ecsdeploy.ecr.EcrRegistry} and
 * {@link io.jenkins.plugins.ecsdeploy.ecr.EcrRepositories}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.ecr;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
