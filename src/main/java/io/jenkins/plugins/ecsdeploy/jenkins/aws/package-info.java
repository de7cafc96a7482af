/**
 * Which AWS a step calls, and as whom: settings, deployment targets, the global configuration, Jenkins' credentials. What is
 * decided is decided from plain values; clients are made in {@code aws}. Start with
 * {@link io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsPrecedence}, or with {@code AwsConnections} for who calls it.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
