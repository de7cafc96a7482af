/**
 * Objects that forms and Jenkinsfiles nest inside a step: strategies, overrides, tags, maps. They hold and check what users
 * write and turn it into the engine's values; they do nothing else. Start with {@code DeploymentStrategy}, or with
 * {@code MapEntry} for what a Jenkinsfile writes as a map.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
