/**
 * What runs on agents, and the logins that it is given: pushing an image, reading a template, paths inside a workspace. No AWS
 * class is needed on an agent; who calls AWS is in {@code step}. Start with
 * {@link io.jenkins.plugins.ecsdeploy.jenkins.agent.PushTask}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.jenkins.agent;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
