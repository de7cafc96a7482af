/**
 * Tells others about deployments: checks of a commit. What happens in a deployment comes from {@code jenkins.record}; what
 * Jenkins itself shows is in {@code jenkins.page}. Start at {@link io.jenkins.plugins.ecsdeploy.jenkins.notify.CheckPublisher}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.jenkins.notify;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
